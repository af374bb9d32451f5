-- Under which key a secret is encrypted: the first five bytes of the cipher text, a prefix and the key's id.
ALTER TABLE sync.account
    ADD COLUMN secret_key bytea GENERATED ALWAYS AS (substring(secret FROM 1 FOR 5)) STORED;
CREATE INDEX account_secret_key ON sync.account (secret_key, tenant_id);
GRANT SELECT (secret_key) ON sync.account TO nightmail_machinery;
