package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.event.TestFacts;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that does what is there and ends. */
@Tag("J16")
@Timeout(90)
class DrainTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestJobs test = new TestJobs();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void allThatIsDueIsRunAndWhatIsNotWaits() {
        var job = new LiveJob((args, context) -> count());
        var due = enqueue(job, 30);
        var tomorrow = enqueue(job, Duration.ofDays(1));

        var drained = LiveEngine.drain(job, LONG);

        assertThat(drained.isAll()).isTrue();
        assertThat(runs).hasValue(30);
        assertThat(due).allMatch(id -> test.liveState(id).isEmpty());
        assertThat(test.liveState(tomorrow)).contains("scheduled/");
    }

    @Test
    void whatHasBecomeDueSinceIsRunToo() {
        var job = new LiveJob((args, context) -> count());
        enqueue(job, Duration.ofHours(1));
        assertThat(LiveEngine.drain(job, LONG).isAll()).isTrue();
        assertThat(runs).hasValue(0);

        test.clock.advance(Duration.ofHours(1));
        LiveEngine.drain(job, LONG);

        assertThat(runs).hasValue(1);
    }

    @Test
    @Tag("J3")
    void pausedQueueIsNotWaitedFor() {
        var job = new LiveJob((args, context) -> count());
        LiveEngine.drain(job, LONG);
        var id = enqueue(job, 1).getFirst();
        test.sql.transact(
                Access.machinery(),
                () -> test.steering.pause(job.kind().queue(), "cli:test", "a test"));

        assertThat(LiveEngine.drain(job, LONG).isAll()).isTrue();

        assertThat(test.liveState(id)).contains("available/");
    }

    @Test
    @Tag("J8")
    void whenTheTimeIsOverWhatRunsIsHandedBackUnharmed() {
        var never = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    never.await();
                    return JobResult.completed();
                });
        var id = enqueue(job, 1).getFirst();
        long begun = System.nanoTime();

        var drained = LiveEngine.drain(job, Duration.ofSeconds(4));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(drained.isAll()).isFalse();
        assertThat(test.liveState(id)).contains("available/");
        assertThat(test.attempts(id, "outcome")).containsExactly("returned");
    }

    @Test
    void whatWaitsForADatabaseThatDoesNotComeBackEndsWithTheTime() throws Exception {
        var job = new LiveJob((args, context) -> count());
        var id = enqueue(job, 1).getFirst();
        var stuck =
                TestFacts.waiting(records -> {
                    new CountDownLatch(1).await();
                });
        long begun = System.nanoTime();

        var drained = LiveEngine.drain(job, Duration.ofSeconds(8), stuck);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(drained.isAll()).isFalse();
        assertThat(test.liveState(id)).isEmpty();
    }

    @Test
    @Tag("J21")
    void besideALiveProcessEachJobIsRunOnce() {
        var job = new LiveJob((args, context) -> count());
        try (var _ = new LiveEngine(job)) {
            var due = enqueue(job, 200);

            assertThat(LiveEngine.drain(job, LONG).isAll()).isTrue();
            LiveEngine.until(() -> due.stream().allMatch(id -> test.liveState(id).isEmpty()));
        }
        assertThat(runs).hasValue(200);
    }

    private JobResult count() {
        runs.incrementAndGet();
        return JobResult.completed();
    }

    private List<UUID> enqueue(LiveJob job, int many) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < many; i++) {
            ids.add(enqueue(job, Duration.ZERO));
        }
        return ids;
    }

    private UUID enqueue(LiveJob job, Duration later) {
        var wanted =
                NewJob.of(job.kind(), new Args(1), UUID.randomUUID(), Trigger.API, "test")
                        .notBefore(test.clock.instant().plus(later));
        return test.sql.transaction(Access.machinery(), () -> test.jobs.enqueue(wanted)).id();
    }
}
