-- Accounts whose log-in their server refuses. login is a digest of server, user name and the encrypted secret, so that a
-- pause ends with what it was for. From probe_at on one message tries again.
CREATE TABLE mail.account_pause (
    account_id uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL,
    login      text        NOT NULL,
    since      timestamptz NOT NULL,
    probe_at   timestamptz NOT NULL,
    rule       text        NOT NULL
);
SELECT core.isolate_tenants('mail.account_pause');
GRANT SELECT ON mail.account_pause TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail.account_pause TO nightmail_worker;
