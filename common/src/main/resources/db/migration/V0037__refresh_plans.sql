-- A connection keeps the plans of its statements, and they are made for the table as it was: of one of a few pages it is
-- best to read everything. When the table is four times as large as when its pages were last counted they are counted
-- again, and not within a minute as autovacuum would: with that every connection makes its plans anew. Of few rows, and
-- by one at a time; autovacuum does it more thoroughly. Returns whether it was necessary.
CREATE FUNCTION jobs.refresh_plans() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_relation_size('jobs.job') <= 8192 * (
        SELECT 64 + 4 * relpages::bigint FROM pg_class WHERE oid = 'jobs.job'::regclass) THEN
        RETURN false;
    END IF;
    PERFORM set_config('default_statistics_target', '10', true);
    ANALYZE (SKIP_LOCKED) jobs.job;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION jobs.refresh_plans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.refresh_plans() TO nightmail_machinery;
