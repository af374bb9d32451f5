-- When the server was last asked for a message in quarantine; of rows from before nobody knows. What the server would
-- not, or could not, answer for is asked for again, so many at each sync, those first that have waited longest.
ALTER TABLE sync.quarantine ADD COLUMN tried_at timestamptz NOT NULL DEFAULT '-infinity';
GRANT UPDATE (reason, tried_at) ON sync.quarantine TO nightmail_worker;
