package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.Steering.Cancelled;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do to jobs. */
@Tag("J7")
class SteeringTest {

    private static final NewJob.Origin ADA = new NewJob.Origin(Trigger.CLI, "ada", "fixed");

    private final TestJobs test = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void waitingJobIsOverAtOnceAndSaysWhoWantedIt() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = test.enqueue(job, new CountingJob.Args(1), tenant);

        assertThat(cancel(id, tenant)).isEqualTo(Cancelled.AT_ONCE);

        assertThat(test.liveState(id)).isEmpty();
        assertThat(attempts(id)).containsExactly("cancelled/cancelled/ada: a mistake");
        assertThat(cancel(id, tenant)).isEqualTo(Cancelled.TOO_LATE);
    }

    @Test
    void jobOfAnotherTenantCannotBeCancelled() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = test.enqueue(job, new CountingJob.Args(1), tenant);

        assertThat(cancel(id, UUID.randomUUID())).isEqualTo(Cancelled.TOO_LATE);

        assertThat(test.liveState(id)).contains("available/");
    }

    @Test
    void runningJobIsAskedToStopAndEndsAsCancelled() throws Exception {
        var running = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new LiveJob.Args(1), tenant);
            running.await();

            assertThat(cancel(id, tenant)).isEqualTo(Cancelled.SOON);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());
            assertThat(engine.attempts(id)).containsExactly("cancelled/cancelled");
        }
    }

    @Test
    void runningJobThatDoesNotListenIsOverAllTheSame() throws Exception {
        var running = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    running.countDown();
                    while (free.getCount() > 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new LiveJob.Args(1), tenant);
            running.await();
            cancel(id, tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());
            assertThat(engine.attempts(id)).containsExactly("cancelled/cancelled");
            free.countDown();
            LiveEngine.until(
                    () -> engine.meters.counter("nightmail_job_stale_writes").count() == 1);
            assertThat(engine.attempts(id)).hasSize(1);
        }
    }

    @Test
    void discardedJobThatIsDrivenAgainIsTheSameJobWithItsCheckpoint() {
        var job =
                new CountingJob(context -> {
                    if (context.attempt() == 1) {
                        context.chunk(chunk -> chunk.checkpoint(new CountingJob.Page(7)));
                        return new JobResult.Failed("no-good", "");
                    }
                    return JobResult.completed(
                            "page",
                            context.checkpoint(CountingJob.Page.class).orElseThrow().done());
                });
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();

        assertThat(redrive(id)).isOne();
        assertThat(redrive(id)).isZero();
        var ran = test.attempt(job, id);

        assertThat(ran.counts()).containsEntry("page", 7L);
        assertThat(causes(id)).containsExactly("api/test/", "cli/ada/fixed");
        assertThat(redrive(id)).isZero();
    }

    @Test
    void jobThatSeesThreeWorkersDieIsQuarantined() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = test.enqueue(job, new CountingJob.Args(1), tenant);

        for (int death = 0; death < 3; death++) {
            assertThat(test.liveState(id)).contains("available/");
            die(job, id);
        }

        assertThat(test.liveState(id)).isEmpty();
        assertThat(attempts(id))
                .containsExactly(
                        "rescued/worker-died/", "rescued/worker-died/", "discarded/quarantined/");
        assertThat(redrive(id)).isOne();
    }

    @Test
    void deathsThatAreThreeDaysApartQuarantineNothing() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = test.enqueue(job, new CountingJob.Args(1), tenant);

        for (int death = 0; death < 4; death++) {
            die(job, id);
            test.later(Duration.ofHours(37));
        }

        assertThat(test.liveState(id)).contains("available/");
    }

    private void die(CountingJob job, UUID id) {
        var dead = test.ids.next();
        test.workers.register(dead, "test-service", Duration.ofSeconds(10));
        assertThat(test.claims.claimOnly(dead, id, Set.of(job.kind().id()))).isPresent();
        test.later(Duration.ofSeconds(11));
        test.rescue();
    }

    private Cancelled cancel(UUID id, UUID caller) {
        return test.sql.transaction(
                Access.worker(caller), () -> test.steering.cancel(id, "ada", "a mistake"));
    }

    private int redrive(UUID id) {
        return test.sql.transaction(
                Access.worker(tenant), () -> test.steering.redrive(List.of(id), ADA));
    }

    private List<String> attempts(UUID id) {
        return column(id, "outcome || '/' || error_code || '/' || error_text");
    }

    private List<String> causes(UUID id) {
        return column(id, "trigger || '/' || actor || '/' || cause");
    }

    private List<String> column(UUID id, String expression) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql.query(
                                "SELECT "
                                        + expression
                                        + " FROM jobs.attempt WHERE job_id = ? ORDER BY ended_at",
                                row -> row.getString(1),
                                id));
    }
}
