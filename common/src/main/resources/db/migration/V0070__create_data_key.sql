-- The key of one owner's objects, wrapped by the key set of the services. A key that was destroyed leaves its row, so
-- that nobody makes the owner another one, and nothing late is stored.
CREATE TABLE core.data_key (
    tenant_id    uuid        NOT NULL,
    owner_id     uuid        NOT NULL,
    wrapped      bytea,
    created_at   timestamptz NOT NULL,
    destroyed_at timestamptz,
    PRIMARY KEY (tenant_id, owner_id),
    CONSTRAINT data_key_destroyed_is_gone CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
SELECT core.isolate_tenants('core.data_key');
GRANT SELECT ON core.data_key TO nightmail_request;
GRANT SELECT, INSERT, UPDATE ON core.data_key TO nightmail_worker;
