package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.testkit.Ran;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the test kit offers to those who write a kind. */
@Tag("J22")
class TestJobsTest {

    private static final Duration PAUSE = Duration.ofHours(2);

    private final TestJobs jobs = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void oneJobIsRunAndSaysHowItEnded() {
        var job = new CountingJob(context -> JobResult.completed("stored", 3));

        var ran = jobs.run(job, new Args(1), tenant);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("stored", 3L);
        assertThat(jobs.liveState(ran.jobId())).isEmpty();
    }

    @Test
    void whatIsEnqueuedIsSeenByItsArguments() {
        var job = new CountingJob(context -> JobResult.completed());
        jobs.enqueue(job, new Args(1), tenant);
        jobs.enqueue(job, new Args(2), tenant);

        assertThat(jobs.enqueued(job.kind(), tenant)).containsExactly(new Args(1), new Args(2));
        assertThat(jobs.enqueued(job.kind(), UUID.randomUUID())).isEmpty();
    }

    @Test
    void drainRunsTheTenantsJobsAndThoseThatComeOfThem() {
        var isFirst = new AtomicBoolean(true);
        var job =
                new CountingJob(context -> {
                    if (isFirst.getAndSet(false)) {
                        context.chunk(chunk -> jobs.jobs.enqueue(another(context)));
                    }
                    return JobResult.completed();
                });
        jobs.enqueue(job, new Args(1), tenant);
        jobs.enqueue(job, new Args(1), UUID.randomUUID());

        var ran = jobs.drain(tenant, job);

        assertThat(ran).extracting(Ran::outcome).containsExactly("completed", "completed");
        assertThat(jobs.enqueued(job.kind(), tenant)).isEmpty();
    }

    @Test
    void drainLeavesWhatWaitsUntilTheClockHasMoved() {
        var job =
                new CountingJob(context ->
                        context.attempt() == 1
                                ? new JobResult.Snoozed(PAUSE, "not-yet")
                                : JobResult.completed());
        var id = jobs.enqueue(job, new Args(1), tenant);

        assertThat(jobs.drain(tenant, job)).hasSize(1);
        assertThat(jobs.drain(tenant, job)).isEmpty();
        jobs.later(PAUSE.minusMinutes(1));
        assertThat(jobs.liveState(id)).contains("scheduled/snoozed");
        jobs.untilDue(id);

        assertThat(jobs.drain(tenant, job)).extracting(Ran::outcome).containsExactly("completed");
    }

    @Test
    void jobOfAProcessThatDiedIsRunByTheNext() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = jobs.enqueue(job, new Args(1), tenant);
        jobs.claim(job, id);

        jobs.restart();

        assertThat(jobs.liveState(id)).contains("available/");
        assertThat(jobs.attempt(job, id).jobState()).contains("completed");
        assertThat(jobs.attempts(id, "outcome")).containsExactly("rescued", "completed");
    }

    private NewJob<Args> another(JobContext context) {
        return NewJob.of(
                CountingJob.KIND, new Args(2), context.tenant(), Trigger.JOB, "the one before");
    }
}
