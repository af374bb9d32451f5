package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a process does for the queues beside its claims. */
class RoundsTest {

    private final LiveJob job = new LiveJob((args, context) -> JobResult.completed());
    private final UUID tenant = UUID.randomUUID();

    @Test
    @Tag("J3")
    void jobsAreClaimedWhileTheLookAfterTheQueuesStandsStill() throws SQLException {
        try (var live = new LiveEngine(job);
                var lock = connect()) {
            execute(lock, "LOCK TABLE jobs.effect IN ACCESS EXCLUSIVE MODE");
            LiveEngine.until(() -> isSomebodyWaiting(live));

            var id = live.test.enqueue(job, new LiveJob.Args(1), tenant);

            LiveEngine.until(() -> live.attempts(id).equals(List.of("completed/")));
            assertThat(isSomebodyWaiting(live)).isTrue();
            lock.rollback();
        }
    }

    @Test
    @Tag("J5")
    void jobThatNamesAProcessWhichDoesNotKnowItIsGivenBackAndRuns() {
        try (var live = new LiveEngine(job)) {
            var first = live.test.enqueue(job, new LiveJob.Args(1), tenant);
            LiveEngine.until(() -> live.attempts(first).equals(List.of("completed/")));

            var stray = claimUnheard(live, workerOf(live, first));

            LiveEngine.until(() ->
                    live.attempts(stray).equals(List.of("rescued/claim-reply-lost", "completed/")));
        }
    }

    /** As if the reply had been lost on its way. */
    private UUID claimUnheard(LiveEngine live, UUID worker) {
        var lane = new Lane(job.kind().queue(), Set.of(job.kind().id()), 1, () -> 0);
        var wanted = NewJob.of(job.kind(), new LiveJob.Args(2), tenant, Trigger.API, "test");
        return live.test.sql.transaction(
                Access.machinery(),
                () -> {
                    var id = live.jobs.enqueue(wanted).id();
                    assertThat(live.test.claims.claim(worker, lane.wish(1)).claims()).hasSize(1);
                    return id;
                });
    }

    private static UUID workerOf(LiveEngine live, UUID job) {
        return live.test
                .sql
                .transaction(
                        Access.machinery(),
                        () ->
                                live.test.sql.queryOne(
                                        "SELECT worker_id FROM jobs.attempt WHERE job_id = ?",
                                        row -> Columns.uuid(row, "worker_id"),
                                        job))
                .orElseThrow();
    }

    private static boolean isSomebodyWaiting(LiveEngine live) {
        return live.test
                .sql
                .transaction(
                        Access.machinery(),
                        () ->
                                live.test.sql.queryOne(
                                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'jobs.effect'::regclass",
                                        row -> row.getInt(1) > 0))
                .orElseThrow();
    }

    private static Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
