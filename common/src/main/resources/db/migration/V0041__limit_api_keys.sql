-- What a key may do, how long, and when it was last used (written once a minute at most). Keys of before may do all; '*'
-- is all, of later releases, too.
ALTER TABLE core.api_key
    ADD COLUMN scopes       text[] NOT NULL DEFAULT '{*}',
    ADD COLUMN made_by      text   NOT NULL DEFAULT '',
    ADD COLUMN expires_at   timestamptz,
    ADD COLUMN last_used_at timestamptz,
    ADD CONSTRAINT api_key_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE core.api_key ALTER COLUMN scopes DROP DEFAULT;

-- A caller sees the tenant's keys, and never their hashes.
GRANT SELECT (id, tenant_id, name, scopes, made_by, created_at, expires_at, last_used_at, revoked_at),
      INSERT (id, tenant_id, name, hash, scopes, made_by, expires_at),
      UPDATE (revoked_at)
    ON core.api_key TO nightmail_request;
GRANT UPDATE (last_used_at, revoked_at) ON core.api_key TO nightmail_machinery;
CREATE INDEX api_key_of_tenant ON core.api_key (tenant_id, id);
