-- Accounts whose owners want new mail at once: a connection to each one's server listens (IDLE).
ALTER TABLE sync.account ADD COLUMN idle boolean NOT NULL DEFAULT false;
CREATE INDEX account_idle ON sync.account (id) WHERE idle AND active;
GRANT SELECT (idle) ON sync.account TO nightmail_machinery;

-- Which process listens to an account's server: until expires_at, unless it renews that. retry_at and failures say when
-- the next one may try; longest_seconds is how long the server bears a connection on which nothing is said.
CREATE TABLE sync.idle (
    account_id      uuid        PRIMARY KEY REFERENCES sync.account (id) ON DELETE CASCADE,
    tenant_id       uuid        NOT NULL,
    holder          uuid        NOT NULL,
    token           bigint      NOT NULL,
    expires_at      timestamptz NOT NULL,
    retry_at        timestamptz NOT NULL,
    failures        int         NOT NULL DEFAULT 0,
    longest_seconds int,
    problem         text        NOT NULL DEFAULT ''
);
CREATE INDEX idle_holder ON sync.idle (holder);
CREATE SEQUENCE sync.idle_token;
SELECT core.isolate_tenants('sync.idle');
SELECT core.open_to_machinery('sync.idle');
GRANT SELECT, INSERT, UPDATE ON sync.idle TO nightmail_machinery;
GRANT USAGE ON SEQUENCE sync.idle_token TO nightmail_machinery;
