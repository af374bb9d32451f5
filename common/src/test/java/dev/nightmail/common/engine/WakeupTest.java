package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes at one database; the one that runs the jobs would look for them in an hour. */
@Tag("J2")
@Timeout(120)
class WakeupTest {

    private static final int BURST = 1000;
    private static final Duration APART = Duration.ofMillis(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final LiveJob job =
            new LiveJob((args, context) -> {
                runs.incrementAndGet();
                return JobResult.completed();
            });

    @Test
    void jobThatOneProcessEnqueuesStartsInAnother() throws Exception {
        try (var here = new OtherProcess();
                var _ = new ListeningEngine(job)) {
            eachStarts(here);
        }
    }

    @Test
    @Tag("A5")
    void listenerWhoseLineIsCutHearsAgain() throws Exception {
        try (var here = new OtherProcess();
                var there = new ListeningEngine(job)) {
            eachStarts(here);

            TestDatabase.cut(there.name);

            eachStarts(here);
        }
    }

    @Test
    @Tag("A5")
    void ringerWhoseLineIsCutRingsOverANewOne() throws Exception {
        try (var here = new OtherProcess();
                var _ = new ListeningEngine(job)) {
            eachStarts(here);

            TestDatabase.cut(here.name);

            eachStarts(here);
        }
    }

    @Test
    @Tag("A5")
    void whatWasRungWhileNobodyListenedIsMadeUpFor() throws Exception {
        var isAway = new AtomicBoolean();
        var tries = new AtomicInteger();
        var name = "listener-" + UUID.randomUUID();
        try (var here = new OtherProcess();
                var _ =
                        new ListeningEngine(
                                job,
                                name,
                                () -> {
                                    tries.incrementAndGet();
                                    if (isAway.get()) {
                                        return refuse();
                                    }
                                    return TestDatabase.connect(name);
                                })) {
            eachStarts(here);
            isAway.set(true);
            TestDatabase.cut(name);
            int before = tries.get();
            LiveEngine.until(() -> tries.get() > before);

            int already = runs.get();
            here.enqueue(job);
            here.stop();
            assertThat(runs).hasValue(already);
            isAway.set(false);

            LiveEngine.until(() -> runs.get() == already + 1);
        }
    }

    @Test
    void burstOfJobsRingsSeldomAndEveryOneOfThemRuns() throws Exception {
        try (var here = new OtherProcess();
                var _ = new ListeningEngine(job);
                var line = Line.open(() -> TestDatabase.connect("test"))) {
            line.listen();
            long begun = System.nanoTime();
            for (int i = 0; i < BURST; i++) {
                here.enqueue(job);
            }
            LiveEngine.until(() -> runs.get() == BURST);
            var end = "end of " + job.kind().queue();
            here.wakeup.ring(List.of(end));

            long rings = ringsBefore(end, line);

            long most = 1 + Duration.ofNanos(System.nanoTime() - begun).dividedBy(APART);
            assertThat(rings).isBetween(1L, most);
        }
    }

    private static long ringsBefore(String end, Line line) throws SQLException {
        long rings = 0;
        while (true) {
            for (var ring : line.await(Duration.ofSeconds(30))) {
                if (ring.queue().equals(end)) {
                    return rings;
                }
                rings++;
            }
        }
    }

    @Test
    @Tag("A5")
    void jobIsFoundByThePollWhereNobodyCanBeRung() {
        try (var here = new OtherProcess(WakeupTest::refuse);
                var _ = new LiveEngine(job)) {
            here.enqueue(job);
            here.wakeup.ring(List.of("another queue"));

            LiveEngine.until(() -> runs.get() == 1);
        }
    }

    @Test
    @Tag("A5")
    void nobodyWaitsForARing() throws Exception {
        var isBack = new CountDownLatch(1);
        try (var _ = new ListeningEngine(job);
                var before = new OtherProcess();
                var here = new OtherProcess(() -> connectWhen(isBack))) {
            eachStarts(before);
            int already = runs.get();

            var first = here.enqueue(job);
            var second = here.enqueue(job);
            assertThat(List.of(first, second))
                    .allSatisfy(id -> assertThat(here.test.liveState(id)).contains("available/"));
            isBack.countDown();

            LiveEngine.until(() -> runs.get() == already + 2);
        }
    }

    private static Connection refuse() throws SQLException {
        throw new SQLException("away", "08001");
    }

    private static Connection connectWhen(CountDownLatch isBack) throws SQLException {
        try {
            if (!isBack.await(30, TimeUnit.SECONDS)) {
                throw new SQLException("away for good", "08001");
            }
            return TestDatabase.connect("late");
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    @Test
    @Tag("J8")
    void jobThatAProcessHandsBackAtItsEndStartsInAnother() throws Exception {
        var isFirst = new AtomicBoolean(true);
        var running = new CountDownLatch(1);
        var patient =
                new LiveJob((args, context) -> {
                    if (isFirst.getAndSet(false)) {
                        running.countDown();
                        new CountDownLatch(1).await();
                    }
                    runs.incrementAndGet();
                    return JobResult.completed();
                });
        try (var here = new OtherProcess()) {
            var stopping =
                    new LiveEngine(patient, TestDatabase.sql(), TestConfig.usual(), here.wakeup);
            here.enqueue(patient);
            running.await();
            try (var _ = new ListeningEngine(patient)) {
                stopping.close();

                LiveEngine.until(() -> runs.get() == 1);
            }
        }
    }

    @Test
    void jobThatOneProcessFindsDueStartsInTheOneThatHasItsQueue() throws Exception {
        var another = new LiveJob((args, context) -> JobResult.completed());
        try (var here = new OtherProcess();
                var _ =
                        new LiveEngine(
                                another, TestDatabase.sql(), TestConfig.usual(), here.wakeup);
                var _ = new ListeningEngine(job)) {
            here.enqueueFor(job, Duration.ofSeconds(1));

            LiveEngine.until(() -> runs.get() == 1);
        }
    }

    /** One after the other, so that none is found by a look for the one before. */
    private void eachStarts(OtherProcess here) {
        for (int i = 0; i < 5; i++) {
            int before = runs.get();
            here.enqueue(job);
            LiveEngine.until(() -> runs.get() == before + 1);
        }
    }
}
