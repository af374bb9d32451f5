package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a job is suspected by, when its process dies. */
@Tag("J7")
class BegunTest {

    private final Queue<Boolean> begun = new ConcurrentLinkedQueue<>();

    @Test
    void everyAttemptThatRunsIsSaidToHaveBegun() {
        var job =
                new LiveJob((args, context) -> {
                    begun.add(isBegun(context));
                    return context.attempt() < 3
                            ? new JobResult.Snoozed(Duration.ZERO, "once-more")
                            : JobResult.completed();
                });

        try (var live = new LiveEngine(job)) {
            var id = live.test.enqueue(job, new LiveJob.Args(1), UUID.randomUUID());
            LiveEngine.until(() -> live.attempts(id).size() == 3);
        }

        assertThat(begun).containsExactly(true, true, true);
    }

    private static boolean isBegun(JobContext context) {
        var sql = TestDatabase.sql();
        return sql.transaction(
                        Access.machinery(),
                        () ->
                                sql.queryOne(
                                        "SELECT begun FROM jobs.job WHERE id = ?",
                                        row -> row.getBoolean("begun"),
                                        context.jobId()))
                .orElseThrow();
    }
}
