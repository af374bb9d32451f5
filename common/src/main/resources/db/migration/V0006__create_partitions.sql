-- Day partitions of the tables that only age out: made ahead, dropped whole.
CREATE FUNCTION jobs.partitioned_tables() RETURNS TABLE (parent regclass) LANGUAGE sql STABLE AS
    $$ VALUES ('jobs.attempt'::regclass), ('events.inbox'::regclass) $$;

CREATE FUNCTION jobs.make_partitions(days_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    target regclass;
    day date;
    partition text;
    made int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('nightmail.partitions'));
    FOR target IN SELECT parent FROM jobs.partitioned_tables() LOOP
        FOR day IN SELECT ((jobs.clock() AT TIME ZONE 'UTC')::date + n) FROM generate_series(-14, days_ahead) n LOOP
            partition := format('%s_%s', target, to_char(day, 'YYYYMMDD'));
            IF to_regclass(partition) IS NULL THEN
                EXECUTE format(
                    'CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                    partition, target, day || ' 00:00+00', (day + 1) || ' 00:00+00');
                made := made + 1;
            END IF;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Partitions whose whole day lies before the given instant, oldest first.
CREATE FUNCTION jobs.list_partitions(before timestamptz) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    -- The OFFSET keeps the planner from reading dates out of the names of other tables.
    SELECT p.name
    FROM (SELECT c.oid::regclass::text AS name, right(c.relname, 8) AS day
          FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent IN (SELECT parent FROM jobs.partitioned_tables())
          OFFSET 0) p
    WHERE to_date(p.day, 'YYYYMMDD') + 1 <= (before AT TIME ZONE 'UTC')::date
    ORDER BY p.day, p.name
$$;

-- Keeps the failures of a day of attempts, and with each tick how its job ended; then drops the day. Refuses what
-- jobs.list_partitions would not list for an instant of a week ago, so that a wrong argument cannot drop fresh history.
-- Returns the failures kept.
CREATE FUNCTION jobs.drop_partition(partition text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    kept bigint := 0;
BEGIN
    IF NOT EXISTS (
        SELECT FROM jobs.list_partitions(jobs.clock() - interval '7 days') p WHERE p = partition) THEN
        RAISE EXCEPTION 'not a partition older than a week: %', partition;
    END IF;
    IF partition LIKE 'jobs.attempt%' THEN
        EXECUTE format(
            'INSERT INTO jobs.job_failure SELECT * FROM %s WHERE outcome NOT IN (''completed'', ''snoozed'')',
            partition);
        GET DIAGNOSTICS kept = ROW_COUNT;
        EXECUTE format(
            'UPDATE jobs.tick t SET job_state = last.job_state
             FROM (SELECT DISTINCT ON (a.job_id) a.job_id, a.job_state
                   FROM %s a JOIN jobs.tick t ON t.job_id = a.job_id WHERE a.job_state IS NOT NULL
                   ORDER BY a.job_id, a.ended_at DESC) AS last
             WHERE last.job_id = t.job_id',
            partition);
    END IF;
    EXECUTE format('DROP TABLE %s', partition);
    RETURN kept;
END $$;

-- Deletes at most so many rows of our bookkeeping that no partition holds; returns how many it deleted.
CREATE FUNCTION jobs.prune(subject text, before timestamptz, at_most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pruned bigint;
BEGIN
    CASE subject
        WHEN 'job_failure' THEN
            DELETE FROM jobs.job_failure WHERE ctid IN (
                SELECT ctid FROM jobs.job_failure WHERE ended_at < before LIMIT at_most);
        WHEN 'tick' THEN
            DELETE FROM jobs.tick WHERE ctid IN (SELECT ctid FROM jobs.tick WHERE due_at < before LIMIT at_most);
        WHEN 'effect' THEN
            DELETE FROM jobs.effect WHERE ctid IN (
                SELECT ctid FROM jobs.effect WHERE settled_at < before LIMIT at_most);
        WHEN 'worker' THEN
            DELETE FROM jobs.worker WHERE ctid IN (
                SELECT w.ctid FROM jobs.worker w
                WHERE w.expires_at < before AND NOT EXISTS (SELECT FROM jobs.job j WHERE j.worker_id = w.id)
                LIMIT at_most);
    END CASE;
    GET DIAGNOSTICS pruned = ROW_COUNT;
    RETURN pruned;
END $$;

REVOKE ALL ON FUNCTION jobs.make_partitions(int), jobs.list_partitions(timestamptz), jobs.drop_partition(text),
    jobs.prune(text, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.make_partitions(int), jobs.list_partitions(timestamptz) TO nightmail_machinery;
GRANT EXECUTE ON FUNCTION jobs.list_partitions(timestamptz), jobs.drop_partition(text),
    jobs.prune(text, timestamptz, int) TO nightmail_worker;

SELECT jobs.make_partitions(7);
