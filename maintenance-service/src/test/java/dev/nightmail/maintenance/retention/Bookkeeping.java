package dev.nightmail.maintenance.retention;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.testkit.TestPacing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The bookkeeping of this JVM's database, some of it old, and the job that prunes it. */
final class Bookkeeping {

    static final int OLD_TICKS = 2500;

    final TestJobs engine;
    final UUID runner = UUID.randomUUID();
    final PruneJobsJob job;

    Bookkeeping(TestJobs engine) {
        this(engine, TestPacing.steady(1000));
    }

    /** Pruned at this pace. */
    Bookkeeping(TestJobs engine, Pacing pacing) {
        this.engine = engine;
        job = new PruneJobsJob(new PruneRepository(engine.sql), Keeping::new, pacing);
    }

    /**
     * Bookkeeping whose time is over, half of the ticks of one moment, beside some whose is not;
     * and nothing of other tests.
     */
    void age() {
        engine.run(job, new PruneJobsJob.Args(), runner);
        tick("timestamptz '2020-01-01' + make_interval(mins => n / 2 * (n % 2))", OLD_TICKS);
        tick("jobs.clock() - interval '1 day'", 1);
        worker("timestamptz '2020-01-01'", 3);
        worker("jobs.clock()", 1);
        effect("timestamptz '2020-01-01'");
        effect("jobs.clock()");
        effect("NULL");
        failure("job_failure", "timestamptz '2020-01-01'", 2);
        ageFailures(9, 1);
        ageFailures(10, 1);
    }

    /** So many attempts of a day that did not succeed. */
    void ageFailures(int daysAgo, int count) {
        day(daysAgo);
        failure("attempt", "jobs.clock() - interval '%d days'".formatted(daysAgo), count);
    }

    /** So many ticks whose time is over. */
    void ageTicks(int count) {
        tick("timestamptz '2020-01-01'", count);
    }

    /** Settled long ago, by a job that was driven again and discarded just now. */
    void ageEffectOfADiscardedJob() {
        failure("job_failure", "jobs.clock()", 1);
        TestDatabase.asOwner(
                """
                UPDATE jobs.job_failure SET job_state = 'discarded'
                WHERE actor = '%1$s' AND ended_at > jobs.clock() - interval '1 day';
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at, settled_at)
                SELECT job_id, 'smtp', tenant_id, '%1$s', 1, '2020-01-01', '2020-01-01'
                FROM jobs.job_failure WHERE actor = '%1$s' AND job_state = 'discarded'
                """
                        .formatted(runner));
    }

    /** How much of it is there, a line for each table and age. */
    List<String> left() {
        var sql = TestDatabase.sql();
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                """
                                SELECT concat_ws(' ', 'tick', due_at < '2021-01-01', count(*)) FROM jobs.tick
                                WHERE starts_with(schedule, ?) GROUP BY due_at < '2021-01-01'
                                UNION ALL
                                SELECT concat_ws(' ', 'worker', expires_at < '2021-01-01', count(*)) FROM jobs.worker
                                WHERE service = ? GROUP BY expires_at < '2021-01-01'
                                UNION ALL
                                SELECT concat_ws(' ', 'effect', settled_at < '2021-01-01', count(*)) FROM jobs.effect
                                WHERE stable_id = ? GROUP BY settled_at < '2021-01-01'
                                UNION ALL
                                SELECT concat_ws(' ', 'failure', ended_at < '2021-01-01', count(*)) FROM jobs.job_failure
                                WHERE actor = ? GROUP BY ended_at < '2021-01-01'
                                UNION ALL
                                SELECT 'attempt ' || count(*) FROM jobs.attempt WHERE actor = ?
                                ORDER BY 1
                                """,
                                row -> row.getString(1),
                                runner.toString(),
                                runner.toString(),
                                runner.toString(),
                                runner.toString(),
                                runner.toString()));
    }

    private void tick(String due, int count) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.tick (schedule, due_at, reason, revision, moments, created_at)
                SELECT '%s-' || n, %s, 'skipped-late', 1, 1, '2020-01-01' FROM generate_series(1, %d) n
                """
                        .formatted(runner, due, count));
    }

    private void worker(String expired, int count) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.worker (id, service, started_at, expires_at)
                SELECT gen_random_uuid(), '%s', '2020-01-01', %s FROM generate_series(1, %d)
                """
                        .formatted(runner, expired, count));
    }

    private void effect(String settled) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at, settled_at)
                SELECT gen_random_uuid(), 'smtp', '00000000-0000-0000-0000-000000000000', '%s', 1, '2020-01-01', %s
                """
                        .formatted(runner, settled));
    }

    private void failure(String table, String at, int count) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.%s (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                     created_at, started_at, ended_at, outcome, counts, error_code, error_text,
                                     dry_run, progress_done, progress_total)
                SELECT gen_random_uuid(), 1, '00000000-0000-0000-0000-000000000000', 'test.fail-often', 1, 'test',
                       'api', '%s', '', '{}', at, at, at, 'failed', '{}', 'x', '', false, 0, 0
                FROM (SELECT %s AS at) t, generate_series(1, %d)
                """
                        .formatted(table, runner, at, count));
    }

    /** The day's partition of attempts, which pruning may have dropped. */
    private static void day(int daysAgo) {
        TestDatabase.asOwner(
                """
                DO $$ DECLARE day date := (jobs.clock() AT TIME ZONE 'UTC')::date - %d; BEGIN
                    EXECUTE format(
                        'CREATE TABLE IF NOT EXISTS jobs.attempt_%%s PARTITION OF jobs.attempt FOR VALUES FROM (%%L) TO (%%L)',
                        to_char(day, 'YYYYMMDD'), day || ' 00:00+00', (day + 1) || ' 00:00+00');
                END $$
                """
                        .formatted(daysAgo));
    }

    /** As by default, but that days of attempts go sooner. */
    private record Keeping() implements PruneConfig {

        @Override
        public Duration attempts() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration failures() {
            return Duration.ofDays(180);
        }

        @Override
        public Duration ticks() {
            return Duration.ofDays(400);
        }

        @Override
        public Duration effects() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration workers() {
            return Duration.ofDays(7);
        }
    }
}
