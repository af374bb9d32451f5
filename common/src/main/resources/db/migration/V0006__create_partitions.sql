-- Day partitions of the tables that only age out: made ahead, dropped whole.
CREATE FUNCTION jobs.partitioned_tables() RETURNS TABLE (parent regclass) LANGUAGE sql STABLE AS
    $$ VALUES ('jobs.attempt'::regclass), ('events.inbox'::regclass) $$;

-- Attached, because that lets others read and write the table meanwhile: to create a partition in its place would wait
-- for every reader, such as a dump, and every writer for it.
CREATE FUNCTION jobs.make_partitions(days_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
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
                EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', partition, target);
                EXECUTE format(
                    'ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                    target, partition, day || ' 00:00+00', (day + 1) || ' 00:00+00');
                made := made + 1;
            END IF;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Whether what ends now has a day to be recorded in.
CREATE FUNCTION jobs.is_today_made() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT bool_and(
        to_regclass(format('%s_%s', parent, to_char(jobs.clock() AT TIME ZONE 'UTC', 'YYYYMMDD'))) IS NOT NULL)
    FROM jobs.partitioned_tables()
$$;

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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms' AS $$
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

-- Deletes the next rows of our bookkeeping that no partition holds, at most so many, in the order of their time. "after"
-- is where the batch before ended, or empty; "next" is where this one ended, or null when nothing is left. So a batch
-- goes on behind the one before even where that was rolled back.
CREATE FUNCTION jobs.prune(subject text, before timestamptz, after text, at_most int, OUT pruned bigint, OUT next text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment text;
    key text;
    condition text := 'true';
BEGIN
    CASE subject
        WHEN 'job_failure' THEN moment := 'ended_at'; key := 'job_id || ''/'' || attempt';
        WHEN 'tick' THEN moment := 'due_at'; key := 'schedule';
        WHEN 'effect' THEN moment := 'settled_at'; key := 'job_id || ''/'' || name';
        WHEN 'worker' THEN
            moment := 'expires_at';
            key := 'id::text';
            condition := 'NOT EXISTS (SELECT FROM jobs.job j WHERE j.worker_id = t.id)';
    END CASE;
    EXECUTE format(
        $q$
        WITH page AS MATERIALIZED (
            SELECT ctid, %2$s AS moment, %3$s AS key FROM jobs.%1$I t
            WHERE %2$s < $1 AND %2$s >= $2 AND (%2$s, %3$s) > ($2, $3) AND %4$s
            ORDER BY 2, 3 LIMIT $4
        ), gone AS (
            DELETE FROM jobs.%1$I WHERE ctid = ANY (ARRAY (SELECT ctid FROM page)) RETURNING 1
        )
        SELECT (SELECT count(*) FROM gone),
               (SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') || '|' || key FROM page
                ORDER BY moment, key OFFSET $4 - 1)
        $q$, subject, moment, key, condition)
    INTO pruned, next
    USING before,
          coalesce(nullif(split_part(after, '|', 1), ''), '-infinity')::timestamptz,
          substr(after, strpos(after, '|') + 1),
          at_most;
END $$;

REVOKE ALL ON FUNCTION jobs.make_partitions(int), jobs.is_today_made(), jobs.list_partitions(timestamptz),
    jobs.drop_partition(text), jobs.prune(text, timestamptz, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.make_partitions(int), jobs.is_today_made(), jobs.list_partitions(timestamptz)
    TO nightmail_machinery;
GRANT EXECUTE ON FUNCTION jobs.list_partitions(timestamptz), jobs.drop_partition(text),
    jobs.prune(text, timestamptz, text, int) TO nightmail_worker;

SELECT jobs.make_partitions(7);
