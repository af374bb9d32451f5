-- Since when an account has been unwell, as was told; and how its syncs have ended.
ALTER TABLE sync.account
    ADD COLUMN unwell_since    timestamptz,
    ADD COLUMN syncs_completed bigint NOT NULL DEFAULT 0,
    ADD COLUMN syncs_failed    bigint NOT NULL DEFAULT 0;
CREATE INDEX account_unwell ON sync.account (id) WHERE unwell_since IS NOT NULL;

-- Why an account is unwell: its syncs have failed for three intervals ('failing'), or it has not been brought up to date
-- for four, whatever its state says ('stale'). Empty when it is well; NULL when nothing can be said.
CREATE FUNCTION sync.malady(a sync.account, now timestamptz) RETURNS text
LANGUAGE sql STABLE
RETURN CASE
    WHEN NOT a.active THEN NULL
    WHEN a.state IN ('warning', 'error') AND a.failing_since < now - 3 * make_interval(mins => a.sync_interval_minutes)
        THEN 'failing'
    WHEN a.state <> 'error' AND a.lacks_since IS NULL
         AND coalesce(a.fresh_at, a.created_at) < now - 4 * make_interval(mins => a.sync_interval_minutes)
        THEN 'stale'
    WHEN a.state IN ('warning', 'error') AND a.unwell_since IS NOT NULL THEN 'failing'
    ELSE ''
END;

-- Tenants with accounts that have become unwell or well, as was not told yet.
CREATE FUNCTION sync.tenants_to_check() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT tenant_id FROM (
        SELECT a.tenant_id, sync.malady(a, jobs.clock()) AS malady, a.unwell_since FROM sync.account a) each
    WHERE malady <> '' AND unwell_since IS NULL OR malady = '' AND unwell_since IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION sync.tenants_to_check() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.tenants_to_check() TO nightmail_machinery;

-- How old what is held of accounts may be, in seconds: of half of them, of 99 of 100, of the oldest. Those that are being
-- filled or in error are left out.
CREATE FUNCTION sync.freshness() RETURNS TABLE (accounts bigint, p50 float8, p99 float8, oldest float8)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*), coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY age), 0),
           coalesce(percentile_disc(0.99) WITHIN GROUP (ORDER BY age), 0), coalesce(max(age), 0)
    FROM (SELECT extract(epoch FROM jobs.clock() - fresh_at)::float8 AS age FROM sync.account
          WHERE active AND state <> 'error' AND lacks_since IS NULL AND fresh_at IS NOT NULL) each
$$;
REVOKE EXECUTE ON FUNCTION sync.freshness() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.freshness() TO nightmail_machinery;
