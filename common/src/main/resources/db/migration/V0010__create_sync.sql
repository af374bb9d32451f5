CREATE SCHEMA sync;
GRANT USAGE ON SCHEMA sync TO nightmail_request, nightmail_worker;

-- A mail account that somebody has entrusted to us.
CREATE TABLE sync.account (
    id            uuid        PRIMARY KEY,
    tenant_id     uuid        NOT NULL,
    address       text        NOT NULL,
    display_name  text        NOT NULL DEFAULT '',
    smtp_host     text        NOT NULL,
    smtp_port     int         NOT NULL,
    smtp_tls      text        NOT NULL,
    smtp_username text        NOT NULL,
    secret        bytea       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT account_smtp_tls_known CHECK (smtp_tls IN ('implicit', 'starttls'))
);
SELECT core.isolate_tenants('sync.account');
GRANT SELECT, INSERT ON sync.account TO nightmail_request;
GRANT SELECT ON sync.account TO nightmail_worker;

-- What mail-service may know of an account.
CREATE VIEW sync.smtp_account WITH (security_invoker = true) AS
    SELECT id, tenant_id, address, display_name, smtp_host AS host, smtp_port AS port, smtp_tls AS tls,
           smtp_username AS username, secret
    FROM sync.account;
GRANT SELECT ON sync.smtp_account TO nightmail_request, nightmail_worker;
