-- Accounts whose log-in an issuer vouches for. Their secret is empty; tokens are encrypted, bound to tenant and account.
ALTER TABLE sync.account ADD COLUMN oauth_provider text;

CREATE TABLE sync.oauth_token (
    account_id    uuid        PRIMARY KEY REFERENCES sync.account (id) ON DELETE CASCADE,
    tenant_id     uuid        NOT NULL REFERENCES core.tenant (id),
    provider      text        NOT NULL,
    access_token  bytea       NOT NULL,
    refresh_token bytea       NOT NULL,
    expires_at    timestamptz NOT NULL,
    refresh_at    timestamptz NOT NULL,
    version       int         NOT NULL DEFAULT 1,
    lease         uuid,
    lease_until   timestamptz,
    access_key    bytea GENERATED ALWAYS AS (substring(access_token FROM 1 FOR 5)) STORED,
    refresh_key   bytea GENERATED ALWAYS AS (substring(refresh_token FROM 1 FOR 5)) STORED
);
SELECT core.isolate_tenants('sync.oauth_token');
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.oauth_token TO nightmail_request;
GRANT SELECT, UPDATE ON sync.oauth_token TO nightmail_worker;
-- The look for secrets under older keys sees whose they are, and nothing else.
SELECT core.open_to_machinery('sync.oauth_token');
GRANT SELECT (tenant_id, access_key, refresh_key) ON sync.oauth_token TO nightmail_machinery;

-- A log-in at an issuer that somebody has begun; found again by the hash of its state, once.
CREATE TABLE sync.oauth_login (
    state_hash bytea       PRIMARY KEY,
    tenant_id  uuid        NOT NULL REFERENCES core.tenant (id),
    id         uuid        NOT NULL,
    actor      text        NOT NULL,
    form       jsonb       NOT NULL,
    verifier   bytea       NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX oauth_login_expired ON sync.oauth_login (tenant_id, expires_at);
SELECT core.isolate_tenants('sync.oauth_login');
SELECT core.open_to_machinery('sync.oauth_login');
GRANT SELECT, INSERT, DELETE ON sync.oauth_login TO nightmail_request;
GRANT SELECT (state_hash, tenant_id) ON sync.oauth_login TO nightmail_machinery;

-- How mail-service sends through an account; with a token where an issuer vouches for it.
CREATE OR REPLACE VIEW sync.smtp_account WITH (security_invoker = true) AS
SELECT a.id, a.tenant_id, a.address, a.name AS display_name, a.smtp_host AS host, a.smtp_port AS port, a.smtp_tls AS tls,
       a.username, a.secret, a.oauth_provider IS NOT NULL AS vouched, t.access_token, t.expires_at AS token_expires_at
FROM sync.account a LEFT JOIN sync.oauth_token t ON t.account_id = a.id
WHERE a.active;
