package dev.nightmail.common.engine;

import static dev.nightmail.common.engine.LiveEngine.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.engine.QueueRepository.Limits;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine whose settings change while it runs. */
@Tag("J3")
@Tag("J20")
class LiveConcurrencyTest {

    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final LiveJob job =
            new LiveJob((args, context) -> {
                running.incrementAndGet();
                try {
                    mayEnd.acquire();
                } finally {
                    running.decrementAndGet();
                }
                ended.incrementAndGet();
                return JobResult.completed();
            });
    private final String queue = job.kind().queue();
    private volatile EngineConfig settings = concurrency(2);

    @Test
    void moreRunAtOnceAndOfFewerTheSurplusEndsWithoutSuccessors() {
        try (var engine = new LiveEngine(job, () -> settings)) {
            enqueue(engine, 20);
            until(() -> running.get() == 2);

            settings = concurrency(6);
            until(() -> running.get() == 6);

            settings =
                    TestConfig.of(
                            Map.of(
                                    "concurrency." + queue,
                                    "1",
                                    "cluster-concurrency." + queue,
                                    "50"));
            // Written when the slots are gone already.
            until(() -> stored(engine).equals(Optional.of("50/")));
            mayEnd.release(5);
            until(() -> ended.get() == 5);
            until(() -> running.get() == 1);

            settings = concurrency(3);
            until(() -> running.get() == 3);
            mayEnd.release(20);
            until(() -> ended.get() == 20);
        }
    }

    @Test
    void limitsOfAllProcessesAreWrittenForAll() {
        try (var engine = new LiveEngine(job, () -> settings)) {
            settings = new TestConfig(queue, new Limits(Optional.of(3), Optional.of(70)));

            until(() -> stored(engine).equals(Optional.of("3/70")));
            settings = new TestConfig(queue, new Limits(Optional.empty(), Optional.empty()));
            until(() -> stored(engine).equals(Optional.of("/")));
        }
        assertThat(ended).hasValue(0);
    }

    private EngineConfig concurrency(int most) {
        return TestConfig.of(Map.of("concurrency." + queue, String.valueOf(most)));
    }

    private Optional<String> stored(LiveEngine engine) {
        return engine.test.sql.transaction(
                Access.machinery(),
                () ->
                        engine.test.sql.queryOne(
                                "SELECT concat(concurrency, '/', rate) FROM jobs.queue WHERE name = ?",
                                row -> row.getString(1),
                                queue));
    }

    private void enqueue(LiveEngine engine, int jobs) {
        var tenant = UUID.randomUUID();
        var wanted =
                IntStream.range(0, jobs)
                        .mapToObj(n ->
                                NewJob.of(job.kind(), new Args(n), tenant, Trigger.API, "test"))
                        .toList();
        engine.test.sql.transaction(Access.machinery(), () -> engine.jobs.enqueueAll(wanted));
    }
}
