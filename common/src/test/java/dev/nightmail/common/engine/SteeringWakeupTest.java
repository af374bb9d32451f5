package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told when jobs can be claimed: those who have the queue, and nobody before the commit. */
@Tag("J2")
class SteeringWakeupTest {

    private static final NewJob.Origin ADA = new NewJob.Origin(Trigger.CLI, "ada", "fixed");

    private final TestJobs test = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final List<String> rung = new ArrayList<>();
    private final Wakeup wakeup = new Wakeup(rung::addAll);
    private final Steering steering = Steering.over(test.sql, test.ids, wakeup);
    private final LiveJob job = new LiveJob((args, context) -> new JobResult.Failed("no", ""));
    private final String queue = job.kind().queue();

    @Test
    void manyJobsRingEachOfTheirQueuesOnce() {
        var jobs = new Jobs(test.sql, test.ids, test.json, wakeup);
        var wanted = List.of(newJob("one"), newJob("two"), newJob("one"));

        test.sql.transaction(Access.machinery(), () -> jobs.enqueueAll(wanted));

        assertThat(rung).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void jobsThatAreNotCommittedRingNobody() {
        var jobs = new Jobs(test.sql, test.ids, test.json, wakeup);

        assertThatThrownBy(() ->
                        test.sql.transact(
                                Access.machinery(),
                                () -> {
                                    jobs.enqueue(newJob("one"));
                                    throw new IllegalStateException("rolled back");
                                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rung).isEmpty();
    }

    @Test
    @Tag("J7")
    void jobThatIsDrivenAgainRings() {
        var id = test.run(job, new LiveJob.Args(1), tenant).jobId();

        assertThat(steer(() -> steering.redrive(List.of(id), ADA))).isOne();
        assertThat(steer(() -> steering.redrive(List.of(id), ADA))).isZero();

        assertThat(rung).containsExactly(queue);
    }

    @Test
    @Tag("J10")
    void jobThatIsResolvedRings() {
        var id = hold("uncertain");

        assertThat(resolve(id)).isTrue();
        assertThat(resolve(id)).isFalse();

        assertThat(rung).containsExactly(queue);
    }

    @Test
    @Tag("J13")
    void jobThatIsReleasedRings() {
        var id = hold("parked");

        assertThat(steer(() -> steering.release(id, "ada"))).isTrue();
        assertThat(steer(() -> steering.release(id, "ada"))).isFalse();

        assertThat(rung).containsExactly(queue);
    }

    @Test
    @Tag("J3")
    void queueThatIsResumedRings() {
        TestDatabase.asOwner(
                "INSERT INTO jobs.queue (name, release, refilled_at) VALUES ('%s', 1, jobs.clock())"
                        .formatted(queue));
        steer(() -> steering.pause(queue, "ada", "a storm"));
        assertThat(rung).isEmpty();

        assertThat(steer(() -> steering.resume(queue, "ada"))).isTrue();
        assertThat(steer(() -> steering.resume(queue, "ada"))).isFalse();

        assertThat(rung).containsExactly(queue);
    }

    private <T> T steer(Sql.Work<T, RuntimeException> work) {
        return test.sql.transaction(Access.machinery(), work);
    }

    private boolean resolve(UUID id) {
        return test.sql.transaction(
                Access.worker(tenant), () -> steering.resolve(id, "seen", "ada"));
    }

    private NewJob<LiveJob.Args> newJob(String named) {
        var kind = JobKind.of("test.ring-one", LiveJob.Args.class, named);
        return NewJob.of(kind, new LiveJob.Args(1), tenant, Trigger.API, "test");
    }

    private UUID hold(String reason) {
        var id = test.enqueue(job, new LiveJob.Args(1), tenant);
        TestDatabase.asOwner(
                "UPDATE jobs.job SET state = 'scheduled', reason = '%s', run_at = 'infinity' WHERE id = '%s'"
                        .formatted(reason, id));
        return id;
    }
}
