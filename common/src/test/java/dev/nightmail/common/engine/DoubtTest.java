package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.CutDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of which nobody knows what they have done. */
@Tag("J10")
class DoubtTest {

    private final TestJobs test = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void jobThatGivesUpBehindAnIntentIsUncertain() {
        var job =
                new CountingJob(context -> {
                    Effects.record(context);
                    return new JobResult.Failed("no-good", "");
                });

        var ran = test.run(job, new CountingJob.Args(1), tenant);

        assertThat(ran.outcome()).isEqualTo("uncertain");
        assertThat(ran.errorCode()).isEqualTo("no-good");
        assertThat(ran.liveState()).contains("scheduled/uncertain");
    }

    @Test
    @Tag("J7")
    void jobThatSeesThreeWorkersDieBehindAnIntentIsUncertain() {
        var job =
                new CountingJob(context -> {
                    Effects.record(context);
                    throw new IllegalStateException("failed behind it");
                });
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();
        test.later(Duration.ofMinutes(2));

        for (int death = 0; death < 3; death++) {
            test.die(job, id);
        }

        assertThat(test.liveState(id)).contains("scheduled/uncertain");
        assertThat(test.attempts(id, "outcome || '/' || error_code"))
                .containsExactly(
                        "failed/IllegalStateException",
                        "rescued/worker-died",
                        "rescued/worker-died",
                        "uncertain/quarantined");
    }

    @Test
    @Tag("J7")
    void wishToCancelEndsWhereAPersonResolvesTheDoubt() {
        var job =
                new CountingJob(context -> {
                    if (context.attempt() > 1) {
                        return new JobResult.RetryLater(Duration.ofMinutes(1), "later");
                    }
                    Effects.record(context);
                    worker(() -> test.steering.cancel(context.jobId(), "ada", "a mistake"));
                    throw new IllegalStateException("failed behind it");
                });
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();
        assertThat(test.liveState(id)).contains("scheduled/uncertain");

        worker(() -> test.steering.resolve(id, "not-sent", "ada"));
        var ran = test.attempt(job, id);

        assertThat(ran.liveState()).contains("retryable/");
    }

    @Test
    @Tag("A5")
    void chunkWhoseCommitWasNotAnsweredSpendsNoAttempt() throws Exception {
        var database = new CutDatabase();
        var job =
                new LiveJob((args, context) -> {
                    context.chunk(chunk -> database.loseTheNextAnswer());
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job, database.sql())) {
            var id = engine.test.enqueue(job, new LiveJob.Args(1), tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());

            assertThat(engine.attempts(id)).containsExactly("snoozed/database-away");
        }
    }

    @Test
    @Tag("J1")
    void chunkWhoseTransactionWasGivenUpSpendsAnAttempt() {
        var job =
                new CountingJob(context -> {
                    context.chunk(
                            chunk -> TransactionManager.transactionManager().setRollbackOnly());
                    return JobResult.completed();
                });

        var ran = test.run(job, new CountingJob.Args(1), tenant);

        assertThat(ran.outcome()).isEqualTo("failed");
        assertThat(ran.errorCode()).isEqualTo("TransactionGivenUpException");
    }

    @Test
    @Tag("A5")
    void lastWriteThatATimeLimitStoppedIsDoneOnceMore() {
        var tries = new AtomicInteger();
        var job =
                new CountingJob(context -> {
                    Effects.record(context);
                    return context.complete(chunk -> {
                        if (tries.incrementAndGet() == 1) {
                            test.sql.update("SET LOCAL statement_timeout = 1");
                            test.sql.query(
                                    "SELECT count(*) FROM generate_series(1, 1000000000)",
                                    row -> true);
                        }
                        chunk.settle(Effects.MAIL.name(), "sent");
                    });
                });

        var ran = test.run(job, new CountingJob.Args(1), tenant);

        assertThat(tries).hasValue(2);
        assertThat(ran.outcome()).isEqualTo("completed");
        assertThat(test.attempts(ran.jobId(), "outcome")).containsExactly("completed");
    }

    private void worker(Runnable work) {
        test.sql.transact(Access.worker(tenant), work::run);
    }
}
