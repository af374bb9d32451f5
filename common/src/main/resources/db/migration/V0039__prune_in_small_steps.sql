-- What a batch costs must follow from its size, however much there is of a table or a day.
CREATE INDEX tick_due_at ON jobs.tick (due_at, schedule);
CREATE INDEX tick_job ON jobs.tick (job_id) WHERE job_id IS NOT NULL;

-- Keeps the failures of a day of attempts, and with each tick how its job ended, of some of the jobs: of those after the
-- given one, or all when it is empty, and of so many attempts, or a few more, for a job is not parted. "next" is the last
-- of these jobs, or null at the end. What is kept already is passed over. Refuses what is younger than a week.
CREATE FUNCTION jobs.keep_failures(partition text, after text, at_most int, OUT kept bigint, OUT next uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first uuid := coalesce(nullif(after, ''), '00000000-0000-0000-0000-000000000000')::uuid;
    last uuid;
BEGIN
    IF partition NOT LIKE 'jobs.attempt_%' OR NOT EXISTS (
        SELECT FROM jobs.list_partitions(jobs.clock() - interval '7 days') p WHERE p = partition) THEN
        RAISE EXCEPTION 'not a day of attempts older than a week: %', partition;
    END IF;
    EXECUTE format('SELECT job_id FROM %s WHERE job_id > $1 ORDER BY job_id OFFSET $2 - 1 LIMIT 1', partition)
    INTO next USING first, at_most;
    last := coalesce(next, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    EXECUTE format(
        'INSERT INTO jobs.job_failure SELECT * FROM %s a
         WHERE job_id > $1 AND job_id <= $2 AND outcome NOT IN (''completed'', ''snoozed'')
           AND NOT EXISTS (SELECT FROM jobs.job_failure f
                           WHERE f.job_id = a.job_id AND f.attempt = a.attempt AND f.ended_at = a.ended_at)',
        partition)
    USING first, last;
    GET DIAGNOSTICS kept = ROW_COUNT;
    EXECUTE format(
        'UPDATE jobs.tick t SET job_state = last.job_state
         FROM (SELECT DISTINCT ON (a.job_id) a.job_id, a.job_state
               FROM %s a WHERE job_id > $1 AND job_id <= $2 AND a.job_state IS NOT NULL
               ORDER BY a.job_id, a.ended_at DESC) AS last
         WHERE last.job_id = t.job_id',
        partition)
    USING first, last;
END $$;

-- Drops a day, whose failures have been kept before. Refuses what jobs.list_partitions would not list for an instant of a
-- week ago, so that a wrong argument cannot drop fresh history.
CREATE FUNCTION jobs.drop_day(partition text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '150ms' AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM jobs.list_partitions(jobs.clock() - interval '7 days') p WHERE p = partition) THEN
        RAISE EXCEPTION 'not a partition older than a week: %', partition;
    END IF;
    EXECUTE format('DROP TABLE %s', partition);
END $$;
DROP FUNCTION jobs.drop_partition(text);

-- That a dead process has no job is found through the index of jobs that run.
CREATE OR REPLACE FUNCTION jobs.prune(
    subject text, before timestamptz, after text, at_most int, OUT pruned bigint, OUT next text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment text;
    key text;
    condition text := 'true';
BEGIN
    CASE subject
        WHEN 'job_failure' THEN moment := 'ended_at'; key := 'job_id || ''/'' || attempt';
        WHEN 'tick' THEN moment := 'due_at'; key := 'schedule';
        WHEN 'effect' THEN
            moment := 'settled_at';
            key := 'job_id || ''/'' || name';
            -- A job that goes on, or may be driven again, needs to know what it has done.
            condition := 'NOT EXISTS (SELECT FROM jobs.job j WHERE j.id = t.job_id)
                AND NOT EXISTS (SELECT FROM jobs.attempt a WHERE a.job_id = t.job_id AND a.job_state = ''discarded'')
                AND NOT EXISTS (SELECT FROM jobs.job_failure f WHERE f.job_id = t.job_id AND f.job_state = ''discarded'')';
        WHEN 'worker' THEN
            moment := 'expires_at';
            key := 'id::text';
            condition := 'NOT EXISTS (SELECT FROM jobs.job j WHERE j.state = ''running'' AND j.worker_id = t.id)';
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

REVOKE ALL ON FUNCTION jobs.keep_failures(text, text, int), jobs.drop_day(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.keep_failures(text, text, int), jobs.drop_day(text) TO nightmail_worker;
