CREATE SCHEMA sync;
GRANT USAGE ON SCHEMA sync TO nightmail_request, nightmail_worker, nightmail_machinery;

-- A mail account that is kept in sync. The secret is encrypted, bound to tenant and account.
CREATE TABLE sync.account (
    id                    uuid        PRIMARY KEY,
    tenant_id             uuid        NOT NULL REFERENCES core.tenant (id),
    address               text        NOT NULL,
    name                  text        NOT NULL,
    imap_host             text        NOT NULL,
    imap_port             int         NOT NULL,
    imap_tls              text        NOT NULL,
    smtp_host             text        NOT NULL,
    smtp_port             int         NOT NULL,
    smtp_tls              text        NOT NULL,
    username              text        NOT NULL,
    secret                bytea       NOT NULL,
    active                boolean     NOT NULL,
    state                 text        NOT NULL,
    sync_interval_minutes int         NOT NULL,
    next_due_at           timestamptz NOT NULL,
    last_synced_at        timestamptz,
    retry_count           int         NOT NULL DEFAULT 0,
    sync_error            text        NOT NULL DEFAULT '',
    created_at            timestamptz NOT NULL,
    CONSTRAINT account_address_once UNIQUE (tenant_id, address),
    CONSTRAINT account_state_known CHECK (state IN ('pending', 'syncing', 'ok', 'warning', 'error', 'paused')),
    CONSTRAINT account_tls_known CHECK (
        imap_tls IN ('implicit', 'starttls') AND smtp_tls IN ('implicit', 'starttls')),
    CONSTRAINT account_interval_positive CHECK (sync_interval_minutes BETWEEN 1 AND 1440)
);
CREATE INDEX account_due ON sync.account (next_due_at) WHERE active AND state <> 'error';
SELECT core.isolate_tenants('sync.account');
SELECT core.open_to_machinery('sync.account');
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.account TO nightmail_request;
GRANT SELECT, UPDATE ON sync.account TO nightmail_worker;
-- The sweep over all tenants sees ids and due times, and nothing else.
GRANT SELECT (id, tenant_id, active, state, sync_interval_minutes, next_due_at) ON sync.account TO nightmail_machinery;
GRANT UPDATE (next_due_at) ON sync.account TO nightmail_machinery;

-- How mail-service sends through an account.
CREATE VIEW sync.smtp_account WITH (security_invoker = true) AS
SELECT id, tenant_id, address, name AS display_name, smtp_host AS host, smtp_port AS port, smtp_tls AS tls,
       username, secret
FROM sync.account
WHERE active;
GRANT SELECT ON sync.smtp_account TO nightmail_request, nightmail_worker;
