-- Who may do what. The services log in as nightmail_app, which may read nothing until a transaction takes one
-- of three roles: request (a caller's tenant), worker (the tenant of a running job), machinery (queues, events and
-- named scans over all tenants). Roles belong to the cluster, so they may exist already.
DO $$
DECLARE
    wanted text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nightmail_app') THEN
        CREATE ROLE nightmail_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
    FOREACH wanted IN ARRAY ARRAY['nightmail_request', 'nightmail_worker', 'nightmail_machinery'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
        END IF;
        EXECUTE format('GRANT %I TO nightmail_app WITH INHERIT FALSE, SET TRUE', wanted);
    END LOOP;
END $$;

ALTER ROLE nightmail_app SET statement_timeout = '30s';
ALTER ROLE nightmail_app SET lock_timeout = '10s';
-- A process that stands still in the middle of a chunk holds its job's row, and nobody can rescue the job before the
-- transaction ends. So that ends as soon as the process must have given up its jobs itself, and before its lease.
ALTER ROLE nightmail_app SET idle_in_transaction_session_timeout = '7s';

CREATE SCHEMA core;
GRANT USAGE ON SCHEMA core TO nightmail_request, nightmail_worker, nightmail_machinery;

-- Every table with a tenant_id goes through this: rows of other tenants do not exist, whatever a query forgets.
CREATE FUNCTION core.isolate_tenants(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format(
        'CREATE POLICY tenant_isolation ON %s TO nightmail_request, nightmail_worker '
        'USING (tenant_id = (SELECT nullif(current_setting(''nightmail.tenant'', true), '''')::uuid))',
        target);
END $$;

-- For machinery tables, and for the few columns of a domain table that a named scan reads (grants say which).
CREATE FUNCTION core.open_to_machinery(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE POLICY machinery ON %s TO nightmail_machinery, %I USING (true)', target, current_user);
END $$;
