package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Page;
import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that another release wrote, or nobody should have, when a worker comes to them. */
@Tag("J1")
class RowsOfOthersTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void argumentsThatTheKindCannotReadAreDiscardedAtOnce() {
        for (var args :
                List.of(
                        "{'number': 'x'}",
                        "{'number': ''}",
                        "{'number': 1.5}",
                        "{'number': null}",
                        "{'number': 1, 'more': 2}",
                        "{}",
                        "null",
                        "[]",
                        "'x'",
                        "7")) {
            var job = new CountingJob(context -> JobResult.completed());
            var id = engine.enqueue(job, new CountingJob.Args(1), tenant);
            store(id, "args", args);

            var ran = engine.attempt(job, id);

            assertThat(ran.jobState()).as(args).contains("discarded");
            assertThat(ran.errorCode()).isEqualTo("malformed-arguments");
            assertThat(job.runs()).isZero();
        }
    }

    @Test
    @Tag("J6")
    void jobBeginsAnewWhenAnotherReleaseWroteItsCheckpoint() {
        var job =
                new CountingJob(context ->
                        JobResult.completed(
                                "resumedAt",
                                context.checkpoint(Page.class).map(Page::done).orElse(0)));
        for (var checkpoint : List.of("{'pages': 4}", "{'done': 4, 'more': 1}", "[4]", "'4'")) {
            var id = engine.enqueue(job, new CountingJob.Args(1), tenant);
            store(id, "checkpoint", checkpoint);

            assertThat(engine.attempt(job, id).counts()).isEqualTo(Map.of("resumedAt", 0L));
        }
    }

    @Test
    @Tag("A2")
    void hundredGoodJobsRunAmongRowsThatCannotBeUnderstood() {
        Set<Integer> ran = ConcurrentHashMap.newKeySet();
        var job =
                new LiveJob((args, context) -> {
                    ran.add(args.number());
                    return JobResult.completed("done", 1);
                });
        var ids =
                IntStream.range(0, 110)
                        .mapToObj(n -> engine.enqueue(job, new Args(n), tenant))
                        .toList();
        var malformed = ids.subList(0, 5);
        malformed.forEach(id -> store(id, "args", "{'number': 'x'}"));
        var foreign = ids.subList(50, 55);
        change(foreign.get(0), "kind = 'test.do-later'");
        change(foreign.get(1), "version = 2");
        change(foreign.get(2), "priority = 7");
        change(foreign.get(3), "priority = -1");
        change(foreign.get(4), "queue = 'test-elsewhere'");
        store(ids.get(60), "counts", "{'done': 'x', 'more': {'a': 1}, 'kept': 2}");
        store(ids.get(61), "counts", "[]");

        try (var live = new LiveEngine(job)) {
            LiveEngine.until(() -> ended(ids) == 105);

            assertThat(ran).hasSize(100);
            assertThat(malformed)
                    .allSatisfy(id ->
                            assertThat(live.attempts(id))
                                    .containsExactly("discarded/malformed-arguments"));
            assertThat(foreign)
                    .allSatisfy(id -> {
                        assertThat(engine.liveState(id)).contains("available/");
                        assertThat(live.attempts(id)).isEmpty();
                    });
            assertThat(engine.attempts(ids.get(60), "counts ->> 'kept'")).containsExactly("2");
            assertThat(live.attempts(ids.get(61))).containsExactly("completed/");
        }
    }

    private long ended(List<UUID> ids) {
        return ids.stream().filter(id -> engine.liveState(id).isEmpty()).count();
    }

    @Test
    void endThatCannotBeStoredIsDiscardedAndTriedNoLonger() {
        var results =
                List.of(
                        new JobResult.Failed("no-good", "a\0b"),
                        new JobResult.Cancelled("no\0good"),
                        new JobResult.Snoozed(Duration.ofDays(1), "no\0good"));
        var job = new LiveJob((args, context) -> results.get(args.number()));

        try (var live = new LiveEngine(job)) {
            for (int i = 0; i < results.size(); i++) {
                var id = engine.enqueue(job, new Args(i), tenant);
                LiveEngine.until(() -> !live.attempts(id).isEmpty());

                assertThat(live.attempts(id)).containsExactly("discarded/ending-refused");
                assertThat(engine.liveState(id)).isEmpty();
            }
        }
    }

    @Test
    void jobThatWantsToWaitForEverFails() {
        var forever = Duration.ofSeconds(Long.MAX_VALUE);
        for (Supplier<JobResult> result :
                List.<Supplier<JobResult>>of(
                        () -> new JobResult.RetryLater(forever, "later"),
                        () -> new JobResult.Snoozed(forever, "later"),
                        () -> new JobResult.Snoozed(Duration.ofSeconds(-1), "later"))) {
            var job = new CountingJob(context -> result.get());

            var ran = engine.run(job, new CountingJob.Args(1), tenant);

            assertThat(ran.outcome()).isEqualTo("failed");
            assertThat(ran.errorCode()).isEqualTo("IllegalArgumentException");
        }
    }

    private static void store(UUID job, String column, String json) {
        change(job, "%s = '%s'".formatted(column, json.replace('\'', '"')));
    }

    private static void change(UUID job, String assignments) {
        TestDatabase.asOwner("UPDATE jobs.job SET %s WHERE id = '%s'".formatted(assignments, job));
    }
}
