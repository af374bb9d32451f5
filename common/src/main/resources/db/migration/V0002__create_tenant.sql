-- A tenant is one customer of the product; each row of the product's data belongs to exactly one.
CREATE TABLE core.tenant (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT tenant_name_unique UNIQUE (name),
    CONSTRAINT tenant_name_length CHECK (length(name) BETWEEN 1 AND 200)
);
GRANT SELECT, INSERT, UPDATE ON core.tenant TO nightmail_machinery;

-- Keys are kept as SHA-256 only; a key is 256 random bits, so a plain hash cannot be guessed.
CREATE TABLE core.api_key (
    id         uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL REFERENCES core.tenant (id),
    name       text        NOT NULL,
    hash       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    CONSTRAINT api_key_hash_unique UNIQUE (hash)
);
SELECT core.isolate_tenants('core.api_key');
SELECT core.open_to_machinery('core.api_key');
GRANT SELECT, INSERT ON core.api_key TO nightmail_machinery;
