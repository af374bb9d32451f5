-- What the scheduling of syncs goes by. lacks_since: since when more is lacking than a sync of a few seconds may fetch, so
-- that a back-fill has to; NULL when nothing is. fresh_at: when the last sync that succeeded began. cycle_due_at: when the
-- present cycle was due.
ALTER TABLE sync.account
    ADD COLUMN lacks_since  timestamptz,
    ADD COLUMN fresh_at     timestamptz,
    ADD COLUMN cycle_due_at timestamptz;
UPDATE sync.account SET lacks_since = created_at WHERE filled_at IS NULL;
UPDATE sync.account SET fresh_at = last_synced_at;
ALTER TABLE sync.account ALTER COLUMN lacks_since SET DEFAULT clock_timestamp();
GRANT SELECT (imap_host, imap_port, lacks_since, fresh_at, created_at), UPDATE (cycle_due_at)
    ON sync.account TO nightmail_machinery;

-- Servers that have failed whole connections, one after the other: nobody asks them before the pause is over.
CREATE TABLE sync.host_pause (
    host       text        NOT NULL,
    port       int         NOT NULL,
    failures   int         NOT NULL,
    pauses     int         NOT NULL DEFAULT 0,
    not_before timestamptz,
    PRIMARY KEY (host, port)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.host_pause TO nightmail_worker;
GRANT SELECT ON sync.host_pause TO nightmail_machinery;

-- Whose server a host is: hosts of one provider share its limits.
CREATE FUNCTION sync.provider_of(host text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN lower(host) ~ '(^|\.)(gmail|googlemail|google)\.com$' THEN 'google'
    WHEN lower(host) ~ '(^|\.)(office365|outlook|hotmail|live)\.com$' THEN 'microsoft'
    WHEN lower(host) ~ '(^|\.)(yahoo|aol|ymail)\.com$' THEN 'yahoo'
    WHEN lower(host) ~ '(^|\.)(me|icloud)\.com$' THEN 'apple'
    ELSE lower(host)
END;
GRANT EXECUTE ON FUNCTION sync.provider_of(text) TO nightmail_machinery;
