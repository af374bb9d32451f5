package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Line;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people type to steer jobs and queues. */
@Tag("J7")
@Tag("J21")
class SteeringCommandTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestJobs engine = new TestJobs();
    private final String queue = "test-" + UUID.randomUUID();
    private final UUID tenant = UUID.randomUUID();
    private final SteeredJob job = new SteeredJob(queue);

    record Args() {}

    /** Fails for good. */
    private record SteeredJob(String queue) implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.steer-me", Args.class, queue);
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return new JobResult.Failed("no-good", "");
        }
    }

    @Test
    void waitingJobIsCancelledAtOnceAndOnlyOnce() {
        var id = engine.enqueue(job, new Args(), tenant);

        var first = Typed.of("jobs", "cancel", id.toString(), "--reason", "a mistake");
        var second = Typed.of("jobs", "cancel", id.toString());

        assertThat(first.code()).isZero();
        assertThat(first.out()).startsWith(id + " is cancelled");
        assertThat(engine.liveState(id)).isEmpty();
        assertThat(second.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(second.err()).startsWith("No such job is alive: " + id);
    }

    @Test
    void runningJobIsAskedToStop() {
        var id = engine.enqueue(job, new Args(), tenant);
        asRunning(id);

        var cancelled = Typed.of("jobs", "cancel", id.toString());

        assertThat(cancelled.code()).isZero();
        assertThat(cancelled.out()).startsWith(id + " is asked to stop");
    }

    @Test
    @Tag("J10")
    void jobInDoubtIsNotCancelled() {
        var id = engine.enqueue(job, new Args(), tenant);
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                VALUES ('%s', 'smtp', '%s', '<1@test>', 1, jobs.clock())
                """
                        .formatted(id, tenant));

        var cancelled = Typed.of("jobs", "cancel", id.toString());

        assertThat(cancelled.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(cancelled.err()).contains("jobs uncertain");
        assertThat(engine.liveState(id)).contains("available/");
    }

    @Test
    void failedJobsRunAgainAndEachSaysWhatBecameOfIt() {
        var failed = engine.run(job, new Args(), tenant).jobId();
        var alsoFailed = engine.run(job, new Args(), tenant).jobId();
        var alive = engine.enqueue(job, new Args(), tenant);
        var cancelled = engine.enqueue(job, new Args(), tenant);
        Typed.of("jobs", "cancel", cancelled.toString());
        var unknown = UUID.randomUUID();

        var typed =
                Typed.of(
                        "jobs",
                        "retry",
                        failed.toString(),
                        alive.toString(),
                        cancelled.toString(),
                        unknown.toString(),
                        alsoFailed.toString());

        assertThat(typed.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(typed.out().lines())
                .containsExactly(failed + " runs again", alsoFailed + " runs again");
        assertThat(typed.err().lines())
                .containsExactly(
                        alive + " is alive already",
                        cancelled + " has not failed",
                        "Unknown job: " + unknown);
        assertThat(engine.liveState(failed)).contains("available/");
    }

    @Test
    void failedJobsThatAllRunAgainAreASuccess() {
        var failed = engine.run(job, new Args(), tenant).jobId();

        assertThat(Typed.of("jobs", "retry", failed.toString()).code()).isZero();
        assertThat(Typed.of("jobs", "retry").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    @Tag("J18")
    void whatPeopleDoToJobsIsInTheAuditOfTheirTenantAndWhatIsRefusedIsNot() throws Exception {
        var failed = engine.run(job, new Args(), tenant).jobId();
        Typed.of("jobs", "retry", failed.toString(), "--reason", "mended");
        Typed.of("jobs", "cancel", failed.toString(), "--reason", "a mistake");
        Typed.of("jobs", "cancel", failed.toString());
        Typed.of("jobs", "release", failed.toString());

        var entries = Typed.of("audit", "list", "--tenant", tenant.toString(), "--json").json();

        assertThat(entries.findValuesAsText("action")).containsExactly("job.cancel", "job.retry");
        assertThat(entries.findValuesAsText("entity")).containsOnly("job:" + failed);
        assertThat(entries.findValuesAsText("actor")).allMatch(actor -> actor.startsWith("cli:"));
        assertThat(entries.toString()).contains("mended", "a mistake", "test.steer-me");
    }

    @Test
    void failedJobWhoseUniqueKeyIsTakenMustWait() {
        var failed = engine.run(job, new Args(), tenant).jobId();
        var holder = engine.enqueue(job, new Args(), tenant);
        TestDatabase.asOwner(
                """
                UPDATE jobs.job SET unique_key =
                    (SELECT redrive ->> 'unique_key' FROM jobs.attempt WHERE job_id = '%s') WHERE id = '%s'
                """
                        .formatted(failed, holder));

        var typed = Typed.of("jobs", "retry", failed.toString());

        assertThat(typed.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(typed.err()).startsWith(failed + " must wait");
    }

    @Test
    @Tag("J3")
    void queueIsPausedShownAndResumed() throws Exception {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.queue (name, release, refilled_at) VALUES ('%1$s', 1, jobs.clock());
                INSERT INTO jobs.kind VALUES ('test.steer-%1$s', 1, 'test', '%1$s', 1)
                """
                        .formatted(queue));

        assertThat(Typed.of("queue", "pause", queue).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Typed.of("queue", "pause", queue, "--reason", "a storm").code()).isZero();
        assertThat(Typed.of("queue", "pause", queue, "--reason", "again").code()).isOne();
        assertThat(paused()).startsWith("since ").endsWith(": a storm");

        assertThat(Typed.of("queue", "resume", queue).code()).isZero();
        assertThat(Typed.of("queue", "resume", queue).code()).isOne();
        assertThat(paused()).isEqualTo("null");
        assertThat(Typed.of("queue", "pause", "no-such", "--reason", "x").code()).isOne();
        assertThat(Typed.of("audit", "list", "--json").json().findValuesAsText("entity"))
                .filteredOn(("queue:" + queue)::equals)
                .hasSize(2);
    }

    @Test
    @Tag("J2")
    void processesThatHaveTheQueueAreRungBeforeACommandEnds() throws Exception {
        var failed = engine.run(job, new Args(), tenant).jobId();
        TestDatabase.asOwner(
                "INSERT INTO jobs.queue (name, release, refilled_at) VALUES ('%s', 1, jobs.clock())"
                        .formatted(queue));
        try (var line = Line.open(() -> TestDatabase.connect("test"))) {
            line.listen();

            Typed.of("jobs", "retry", failed.toString());
            assertThat(line.await(LONGEST)).extracting(Line.Ring::queue).containsExactly(queue);

            Typed.of("queue", "pause", queue, "--reason", "a storm");
            Typed.of("queue", "resume", queue);
            assertThat(line.await(LONGEST)).extracting(Line.Ring::queue).containsExactly(queue);
        }
    }

    private String paused() throws Exception {
        for (var line : Typed.of("queue", "status", "--json").json()) {
            if (line.get("queue").asText().equals(queue)) {
                return line.get("paused").asText();
            }
        }
        throw new AssertionError(queue + " is not in the list");
    }

    private void asRunning(UUID id) {
        TestDatabase.asOwner(
                """
                UPDATE jobs.job SET state = 'running', token = 1, worker_id = gen_random_uuid(), started_at = jobs.clock()
                WHERE id = '%s'
                """
                        .formatted(id));
    }
}
