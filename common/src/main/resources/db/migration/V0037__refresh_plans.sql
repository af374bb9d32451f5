-- A connection keeps the plans of its statements, and they are made for the table as it was: of an empty one it is best
-- to read everything. So when many jobs have come since somebody last counted, they are counted now, and not within a
-- minute as autovacuum would; with that every connection makes its plans anew. Returns whether it did.
CREATE FUNCTION jobs.refresh_plans() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_class c
        WHERE c.oid = 'jobs.job'::regclass
          AND pg_stat_get_live_tuples(c.oid) > 1000 + 4 * greatest(c.reltuples, 0)) THEN
        RETURN false;
    END IF;
    ANALYZE (SKIP_LOCKED) jobs.job;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION jobs.refresh_plans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.refresh_plans() TO nightmail_machinery;
