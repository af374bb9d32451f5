-- What stands between the levels of a mailbox's name; empty in a flat hierarchy, or before the server was asked. Owners
-- choose which mailboxes are synced.
ALTER TABLE sync.mailbox ADD COLUMN delimiter text NOT NULL DEFAULT '';
GRANT UPDATE (selected) ON sync.mailbox TO nightmail_request;
