package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.Steering.Cancelled;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that somebody no longer wants. */
@Tag("J7")
class CancelTest {

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
    void jobThatLooksForTheWishStopsThere() throws Exception {
        var running = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    running.countDown();
                    while (true) {
                        context.stopIfAsked();
                        LockSupport.parkNanos(1_000_000);
                    }
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new LiveJob.Args(1), tenant);
            running.await();

            cancel(id, tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());
            assertThat(engine.attempts(id)).containsExactly("cancelled/cancelled");
        }
    }

    @Test
    void jobThatFailsBeforeTheWishReachesItDoesNotRunAgain() {
        var job =
                new CountingJob(context -> {
                    cancel(context.jobId(), tenant);
                    throw new IllegalStateException("failed by itself");
                });

        var ran = test.run(job, new CountingJob.Args(1), tenant);

        assertThat(ran.jobState()).contains("cancelled");
    }

    @Test
    void jobWhoseWorkerDiesBeforeTheWishReachesItDoesNotRunAgain() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = test.enqueue(job, new CountingJob.Args(1), tenant);
        var dead = test.ids.next();
        test.workers.register(dead, "test-service", Duration.ofSeconds(10));
        assertThat(test.claims.claimOnly(dead, id, Set.of(job.kind().id()))).isPresent();
        assertThat(cancel(id, tenant)).isEqualTo(Cancelled.SOON);

        test.later(Duration.ofSeconds(11));
        test.rescue();

        assertThat(attempts(id)).containsExactly("cancelled/cancelled/ada: a mistake");
    }

    @Test
    @Tag("J10")
    void cancelledJobThatMayHaveDoneSomethingOutsideIsUncertain() throws Exception {
        var running = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    Effects.record(context);
                    running.countDown();
                    new CountDownLatch(1).await();
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new LiveJob.Args(1), tenant);
            running.await();

            cancel(id, tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());
            assertThat(engine.attempts(id)).containsExactly("uncertain/cancelled");
            assertThat(test.liveState(id)).contains("scheduled/uncertain");
        }
    }

    @Test
    @Tag("J10")
    void waitingJobThatMayHaveDoneSomethingOutsideIsNotCancelled() {
        var job =
                new CountingJob(context -> {
                    Effects.record(context);
                    throw new IllegalStateException("died");
                });
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();

        assertThat(cancel(id, tenant)).isEqualTo(Cancelled.IN_DOUBT);

        assertThat(test.liveState(id)).contains("retryable/");
    }

    @Test
    void jobThatIsCancelledWhileItWaitsForASlotIsOver() {
        var job = new LiveJob((args, context) -> JobResult.completed());
        var metrics = new EngineMetrics(new SimpleMeterRegistry());
        var aftermath = new Aftermath(metrics, test.outbox, new Ends(), new StaleWrites(test.sql));
        var worker =
                new Worker(
                        TestKinds.of(test.sql, job),
                        new JobRunner(),
                        test.tools,
                        new Completer(test.sql, test.endings, new Wakeup(), aftermath),
                        aftermath);
        var id = test.enqueue(job, new LiveJob.Args(1), tenant);
        var claim = test.claim(job, id);

        worker.start(claim, new Lane("full", Set.of(), 0, System::nanoTime), () -> {});
        worker.stop(claim.token(), Stop.CANCELLED);

        LiveEngine.until(() -> test.liveState(id).isEmpty());
        assertThat(attempts(id)).containsExactly("cancelled/cancelled/");
    }

    private Cancelled cancel(UUID id, UUID caller) {
        return test.sql.transaction(
                Access.worker(caller), () -> test.steering.cancel(id, "ada", "a mistake"));
    }

    private List<String> attempts(UUID id) {
        return test.attempts(id, "outcome || '/' || error_code || '/' || error_text");
    }
}
