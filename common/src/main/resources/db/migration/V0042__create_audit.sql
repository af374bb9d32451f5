-- What people, keys and commands have done. Nobody may change or delete a row: the roles of the services can only add
-- and read. What concerns all tenants has the nil tenant. One table without partitions: critical rows stay for years
-- among others that go, so that no partition could be dropped.
CREATE TABLE core.audit (
    id        uuid        PRIMARY KEY,
    tenant_id uuid        NOT NULL,
    at        timestamptz NOT NULL,
    action    text        NOT NULL,
    entity    text        NOT NULL,
    actor     text        NOT NULL,
    critical  boolean     NOT NULL,
    details   jsonb       NOT NULL
);
SELECT core.isolate_tenants('core.audit');
SELECT core.open_to_machinery('core.audit');
GRANT INSERT ON core.audit TO nightmail_request, nightmail_worker, nightmail_machinery;
GRANT SELECT ON core.audit TO nightmail_request, nightmail_machinery;
CREATE INDEX audit_of_tenant ON core.audit (tenant_id, id);
