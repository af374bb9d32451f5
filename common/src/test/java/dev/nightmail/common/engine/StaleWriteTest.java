package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stays of a write that came too late. */
@Tag("J5")
@Tag("J19")
class StaleWriteTest {

    private final UUID tenant = UUID.randomUUID();

    @Test
    void writeOfAWorkerThatHasLostItsJobLeavesATrace() {
        var job =
                new LiveJob((args, context) -> {
                    TestDatabase.asOwner(
                            "UPDATE jobs.job SET token = nextval('jobs.token') WHERE id = '%s'"
                                    .formatted(context.jobId()));
                    return context.attempt() == 1
                            ? context.complete(chunk -> {})
                            : JobResult.completed();
                });
        try (var engine = new LiveEngine(job)) {
            var before = refused(engine.test, job.kind().name());
            engine.test.enqueue(job, new LiveJob.Args(1), tenant);

            LiveEngine.until(() -> refused(engine.test, job.kind().name()) > before);
        }
        assertThat(refused(new TestJobs(), job.kind().name())).isPositive();
    }

    private static long refused(TestJobs test, String kind) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql
                                .query(
                                        "SELECT coalesce(sum(refused), 0) FROM jobs.stale_write WHERE kind = ?",
                                        row -> row.getLong(1),
                                        kind)
                                .getFirst());
    }
}
