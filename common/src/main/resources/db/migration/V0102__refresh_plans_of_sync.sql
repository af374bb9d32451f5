-- A connection keeps the plans of its statements, and they are made for the tables as they were: while these are small it
-- is best to read all of them, and the first sync of an account makes them large within seconds. Those that have become
-- four times as large as when their pages were last counted are counted again, and not within a minute as autovacuum
-- would: with that every connection makes its plans anew. Of few rows, and by one at a time. Returns how many it were.
CREATE FUNCTION sync.refresh_plans() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    grown regclass;
    tables integer := 0;
BEGIN
    FOR grown IN
        SELECT c.oid FROM pg_class c
        WHERE c.oid = ANY (ARRAY['sync.message', 'sync.participant', 'sync.attachment', 'sync.received',
                                 'sync.thread_key', 'sync.thread_join', 'sync.contact']::regclass[])
          AND pg_relation_size(c.oid) > 8192 * (8 + 4 * c.relpages::bigint)
    LOOP
        PERFORM set_config('default_statistics_target', '10', true);
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
        tables := tables + 1;
    END LOOP;
    RETURN tables;
END $$;
REVOKE ALL ON FUNCTION sync.refresh_plans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.refresh_plans() TO nightmail_worker;
