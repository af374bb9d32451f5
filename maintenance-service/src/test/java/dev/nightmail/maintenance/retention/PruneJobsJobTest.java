package dev.nightmail.maintenance.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.testkit.TestPacing;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PruneJobsJobTest {

    private static final int OLD = Bookkeeping.OLD_TICKS;

    private final Bookkeeping books = new Bookkeeping(new TestJobs());
    private final TestJobs engine = books.engine;
    private final UUID runner = books.runner;
    private final PruneJobsJob job = books.job;

    @Test
    @Tag("J11")
    void dryRunCountsWhatTheRealRunPrunesAndPrunesNothing() {
        books.age();
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
                .containsEntry("failuresKept", 2L);
    }

    @Test
    @Tag("J10")
    void whatAJobHasDoneOutsideIsKnownAsLongAsItMayBeDrivenAgain() {
        books.age();
        books.ageEffectOfADiscardedJob();

        engine.run(job, new PruneJobsJob.Args(), runner);

        assertThat(books.left()).contains("effect t 1");
    }

    @Test
    @Tag("J23")
    void batchGoesOnBehindTheOneBeforeAlsoAmongEqualTimes() {
        var repository = new PruneRepository(engine.sql);
        books.age();
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

        assertThat(first.rows()).isEqualTo(2000);
        assertThat(second.rows()).isEqualTo(500);
        assertThat(second.next()).isEmpty();
    }

    @Test
    @Tag("J23")
    void failuresOfADayAreKeptInBatchesAndNoneIsKeptTwice() {
        var repository = new PruneRepository(engine.sql);
        engine.run(job, new PruneJobsJob.Args(), runner);
        books.ageFailures(9, 25);

        var first =
                engine.sql.transaction(
                        Access.worker(Ids.NIL),
                        () -> repository.keepFailures(attempts(repository), "", 10));
        var ran =
                engine.run(
                        new Bookkeeping(engine, TestPacing.steady(10)).job,
                        new PruneJobsJob.Args(),
                        runner);

        assertThat(first.rows()).isEqualTo(10);
        assertThat(first.next()).isPresent();
        assertThat(ran.counts()).containsAllEntriesOf(Map.of("failuresKept", 15L));
        assertThat(books.left()).contains("failure f 25", "attempt 0");
    }

    private static String attempts(PruneRepository repository) {
        return repository.listDays(Duration.ofDays(7)).stream()
                .filter(day -> day.startsWith("jobs.attempt_"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("J12")
    void runThatGoesOnLaterTakesADayThatHasGrownOldSinceFromItsBeginning() {
        prunesLittle();
        books.ageTicks(OLD);
        var parked = engine.run(job, new PruneJobsJob.Args(), runner);
        books.ageFailures(9, 3);

        engine.sql.transact(
                Access.worker(runner), () -> engine.steering.release(parked.jobId(), "ada"));
        var ran = engine.attempt(job, parked.jobId());

        assertThat(parked.liveState()).contains("scheduled/parked");
        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("failuresKept", 3L).containsEntry("tick", 2500L);
    }

    @Test
    @Tag("J13")
    void runThatWouldPruneFarMoreThanUsualIsParked() {
        prunesLittle();
        books.age();

        var ran = engine.run(job, new PruneJobsJob.Args(), runner);

        assertThat(ran.liveState()).contains("scheduled/parked");
        assertThat(ran.counts()).containsEntry("tick", 1000L);
    }

    /** As often as it takes to know what is usual. */
    private void prunesLittle() {
        for (int i = 0; i < 7; i++) {
            books.ageTicks(2);
            engine.run(job, new PruneJobsJob.Args(), runner);
        }
    }
}
