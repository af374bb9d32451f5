package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.EndingRepository.Completion;
import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.CutDatabase;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final UUID tenant = UUID.randomUUID();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @Tag("J3")
    void everyJobRunsOnceAndLeavesOneAttempt() throws Exception {
        var job =
                new LiveJob((args, context) -> {
                    runs.incrementAndGet();
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var ids = new ArrayList<UUID>();
            for (int i = 0; i < 300; i++) {
                ids.add(engine.test.enqueue(job, new Args(i), tenant));
            }

            LiveEngine.until(() -> engine.test.enqueued(job.kind(), tenant).isEmpty());

            assertThat(runs).hasValue(300);
            assertThat(ids)
                    .allSatisfy(
                            id -> assertThat(engine.attempts(id)).containsExactly("completed/"));
        }
    }

    @Test
    @Tag("J9")
    void engineThatRestedForAWeekMakesTheDaysThatAreMissing() throws Exception {
        var job = new LiveJob((args, context) -> JobResult.completed());
        var test = new TestJobs();
        var dead = test.ids.next();
        test.workers.register(dead, "test-service", Duration.ZERO);
        dropDaysFromToday();

        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new Args(1), tenant);
            LiveEngine.until(() -> !engine.attempts(id).isEmpty());

            assertThat(engine.attempts(id)).containsExactly("completed/");
        } finally {
            TestDatabase.asOwner("SELECT jobs.make_partitions(7)");
        }
    }

    @Test
    @Tag("J1")
    void errorThatIsNoExceptionEndsItsAttempt() throws Exception {
        var job =
                new LiveJob((args, context) -> {
                    throw new OutOfMemoryError("pretended");
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new Args(1), tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());

            assertThat(engine.attempts(id)).containsExactly("failed/OutOfMemoryError");
        }
    }

    @Test
    @Tag("J8")
    void shutdownLetsJobsFinishAndHandsTheRestBackUnharmed() throws Exception {
        var running = new CountDownLatch(2);
        var stopping = new CountDownLatch(1);
        var job =
                new LiveJob((args, context) -> {
                    running.countDown();
                    (args.number() == 1 ? stopping : new CountDownLatch(1)).await();
                    return JobResult.completed();
                });
        var engine = new LiveEngine(job);
        var quick = engine.test.enqueue(job, new Args(1), tenant);
        var slow = engine.test.enqueue(job, new Args(2), tenant);
        running.await();

        var closing = Thread.ofVirtual().start(engine::close);
        stopping.countDown();
        closing.join();

        assertThat(engine.attempts(quick)).containsExactly("completed/");
        assertThat(engine.attempts(slow)).containsExactly("returned/shutdown");
        assertThat(engine.test.liveState(slow)).contains("available/");
        assertThat(failures(engine.test, slow)).isZero();
    }

    private static int failures(TestJobs test, UUID job) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql
                                .queryOne(
                                        "SELECT failures FROM jobs.job WHERE id = ?",
                                        row -> row.getInt(1),
                                        job)
                                .orElseThrow());
    }

    @Test
    @Tag("A5")
    void databaseThatGoesAwayUnderAJobSpendsNoAttempt() throws Exception {
        var job =
                new LiveJob((args, context) -> {
                    if (runs.incrementAndGet() == 1) {
                        context.chunk(chunk -> TestDatabase.cutThisConnection());
                    }
                    return JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new Args(1), tenant);

            LiveEngine.until(() -> engine.attempts(id).size() == 2);

            assertThat(engine.attempts(id)).containsExactly("snoozed/database-away", "completed/");
        }
    }

    @Test
    @Tag("M2")
    void lastWriteIsRepeatedWhenTheDatabaseGoesAwayUnderIt() throws Exception {
        var job =
                new LiveJob((args, context) -> {
                    Effects.record(context);
                    return context.complete(chunk -> {
                        if (runs.incrementAndGet() == 1) {
                            TestDatabase.cutThisConnection();
                        }
                        chunk.settle("smtp", "250");
                    });
                });
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new Args(1), tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty());

            assertThat(engine.attempts(id)).containsExactly("completed/");
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    @Tag("J12")
    void endWhoseCommitWasNotAnsweredIsKnownAfterAll() throws Exception {
        var database = new CutDatabase();
        var job =
                new LiveJob((args, context) -> {
                    Effects.record(context);
                    return context.complete(chunk -> {
                        runs.incrementAndGet();
                        database.loseTheNextAnswer();
                        chunk.settle("smtp", "250");
                    });
                });
        try (var engine = new LiveEngine(job, database.sql())) {
            var id = engine.test.enqueue(job, new Args(1), tenant);

            LiveEngine.until(() -> !engine.attempts(id).isEmpty() && database.hasHappened());
            LiveEngine.until(() -> engine.test.liveState(id).isEmpty());

            assertThat(engine.attempts(id)).containsExactly("completed/");
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    @Tag("J3")
    void completionThatTheDatabaseRefusesHoldsUpNoOther() throws Exception {
        var job = new LiveJob((args, context) -> JobResult.completed());
        try (var engine = new LiveEngine(new LiveJob((args, context) -> JobResult.completed()))) {
            var good = engine.test.enqueue(job, new Args(1), tenant);
            var poisoned = engine.test.enqueue(job, new Args(2), tenant);

            engine.completer.add(new Completion(engine.test.claim(job, poisoned), "no JSON"));
            engine.completer.add(new Completion(engine.test.claim(job, good), "{}"));
            LiveEngine.until(engine.completer::isIdle);

            assertThat(engine.attempts(good)).containsExactly("completed/");
            assertThat(engine.attempts(poisoned)).containsExactly("discarded/completion-refused");
        }
    }

    @Test
    @Tag("J6")
    void progressMadeSinceTheLastFailureGivesTheLadderBack() {
        var test = new TestJobs();
        var job =
                new CountingJob(context -> {
                    context.chunk(chunk -> chunk.progress(context.attempt(), 100));
                    throw new IllegalStateException("again");
                });

        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();
        for (int i = 0; i < 5; i++) {
            test.later(Duration.ofMinutes(2));
            assertThat(test.attempt(job, id).outcome()).isEqualTo("failed");
        }

        assertThat(test.liveState(id)).contains("retryable/");
    }

    private static void dropDaysFromToday() {
        var sql = TestDatabase.sql();
        List<String> days =
                sql.transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        """
                                        SELECT p FROM jobs.list_partitions(jobs.clock() + interval '30 days') p
                                        WHERE right(p, 8) >= to_char(jobs.clock() AT TIME ZONE 'UTC', 'YYYYMMDD')
                                        """,
                                        row -> row.getString(1)));
        days.forEach(day -> TestDatabase.asOwner("DROP TABLE " + day));
    }
}
