package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that were given up, and those who want them all the same. */
@Tag("J7")
class RedriveTest {

    private static final NewJob.Origin ADA = new NewJob.Origin(Trigger.CLI, "ada", "fixed");

    private final TestJobs test = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void discardedJobOfAnotherTenantIsNotDrivenAgain() {
        var job = new CountingJob(context -> new JobResult.Failed("no-good", ""));
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();

        int again =
                test.sql.transaction(
                        Access.worker(UUID.randomUUID()),
                        () -> test.steering.redrive(List.of(id), ADA));

        assertThat(again).isZero();
        assertThat(test.liveState(id)).isEmpty();
    }

    @Test
    void peopleWhoDriveAJobAgainAtTheSameTimeDriveItOnce() throws Exception {
        var job = new CountingJob(context -> new JobResult.Failed("no-good", ""));
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> press = () -> redrive(id);
            int again = 0;
            for (var done : threads.invokeAll(List.of(press, press, press, press))) {
                again += done.get();
            }
            assertThat(again).isOne();
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
            test.die(job, id);
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
            test.die(job, id);
            test.later(Duration.ofHours(37));
        }

        assertThat(test.liveState(id)).contains("available/");
    }

    private int redrive(UUID id) {
        return test.sql.transaction(
                Access.worker(tenant), () -> test.steering.redrive(List.of(id), ADA));
    }

    private List<String> attempts(UUID id) {
        return test.attempts(id, "outcome || '/' || error_code || '/' || error_text");
    }

    private List<String> causes(UUID id) {
        return test.attempts(id, "trigger || '/' || actor || '/' || cause");
    }
}
