package dev.nightmail.maintenance.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PruneJobsJobTest {

    private static final int OLD = 2500;

    private final TestJobs engine = new TestJobs();
    private final UUID runner = UUID.randomUUID();
    private final PruneJobsJob job =
            new PruneJobsJob(new PruneRepository(engine.sql), new Keeping());

    @Test
    @Tag("J11")
    void dryRunCountsWhatTheRealRunPrunesAndPrunesNothing() {
        age();
        var before = TestDatabase.digest(Ids.NIL);

        var report = engine.dryRun(job, new PruneJobsJob.Args(), runner);

        assertThat(TestDatabase.digest(Ids.NIL)).isEqualTo(before);
        assertThat(report.rows("jobs.tick").deleted()).isEqualTo(OLD);
        assertThat(report.estimates()).isEmpty();
        var ran = engine.run(job, new PruneJobsJob.Args(), runner);
        assertThat(report.counts()).isEqualTo(ran.counts());
        assertThat(ran.counts())
                .containsAllEntriesOf(
                        Map.of("tick", (long) OLD, "effect", 1L, "job_failure", 2L, "worker", 3L))
                .containsEntry("failuresKept", 1L);
    }

    @Test
    @Tag("J12")
    void secondRunFindsNothingLeft() {
        age();
        engine.run(job, new PruneJobsJob.Args(), runner);

        var again = engine.run(job, new PruneJobsJob.Args(), runner);

        assertThat(again.counts())
                .isEqualTo(Map.of("tick", 0L, "effect", 0L, "job_failure", 0L, "worker", 0L));
    }

    @Test
    @Tag("J23")
    void batchGoesOnBehindTheOneBeforeAlsoAmongEqualTimes() {
        var repository = new PruneRepository(engine.sql);
        age();
        var access = Access.worker(Ids.NIL);

        var first =
                engine.sql.transaction(
                        access, () -> repository.prune("tick", Duration.ofDays(400), "", 2000));
        var second =
                engine.sql.transaction(
                        access,
                        () ->
                                repository.prune(
                                        "tick",
                                        Duration.ofDays(400),
                                        first.next().orElseThrow(),
                                        2000));

        assertThat(first.pruned()).isEqualTo(2000);
        assertThat(second.pruned()).isEqualTo(500);
        assertThat(second.next()).isEmpty();
    }

    @Test
    @Tag("J13")
    void runThatWouldPruneFarMoreThanUsualIsParked() {
        for (int i = 0; i < 7; i++) {
            ageTicks(2);
            engine.run(job, new PruneJobsJob.Args(), runner);
        }
        age();

        var ran = engine.run(job, new PruneJobsJob.Args(), runner);

        assertThat(ran.liveState()).contains("scheduled/parked");
        assertThat(ran.counts()).containsEntry("tick", 1000L);
    }

    /** Bookkeeping whose time is over, half of it of one moment, and nothing of other tests. */
    private void age() {
        engine.run(job, new PruneJobsJob.Args(), runner);
        TestDatabase.asOwner("SELECT jobs.make_partitions(7)");
        ageTicks(OLD);
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.worker (id, service, started_at, expires_at)
                SELECT gen_random_uuid(), 'test', '2020-01-01', '2020-01-01' FROM generate_series(1, 3)
                """);
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at, settled_at)
                SELECT gen_random_uuid(), 'smtp', '00000000-0000-0000-0000-000000000000', 'x', 1, '2020-01-01', settled
                FROM unnest(ARRAY[timestamptz '2020-01-01', NULL]) settled
                """);
        for (var table : new String[] {"jobs.job_failure", "jobs.job_failure", "jobs.attempt"}) {
            TestDatabase.asOwner(
                    """
                    INSERT INTO %s (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                    created_at, started_at, ended_at, outcome, counts, error_code, error_text, dry_run,
                                    progress_done, progress_total)
                    SELECT gen_random_uuid(), 1, '00000000-0000-0000-0000-000000000000', 'test.fail-often', 1, 'test',
                           'api', 'test', '', '{}', at, at, at, 'failed', '{}', 'x', '', false, 0, 0
                    FROM (SELECT %s AS at) t
                    """
                            .formatted(
                                    table,
                                    table.equals("jobs.attempt")
                                            ? "date_trunc('day', jobs.clock()) - interval '9 days'"
                                            : "timestamptz '2020-01-01'"));
        }
    }

    private static void ageTicks(int ticks) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.tick (schedule, due_at, reason, revision, moments, created_at)
                SELECT 'test-' || n, timestamptz '2020-01-01' + make_interval(mins => n / 2 * (n %% 2)),
                       'skipped-late', 1, 1, '2020-01-01'
                FROM generate_series(1, %d) n ON CONFLICT DO NOTHING
                """
                        .formatted(ticks));
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
