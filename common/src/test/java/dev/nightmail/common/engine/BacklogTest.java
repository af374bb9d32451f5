package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.ClaimRepository.Catch;
import dev.nightmail.common.engine.EndingRepository.Completion;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only stands in the tables costs those nothing who are served. */
class BacklogTest {

    private static final int BACKLOG = 20_000;
    private static final int ROOM = 10;

    private final TestQueue queue = new TestQueue();
    private final Reading reading = new Reading(queue.engine.sql);
    private final UUID worker = queue.engine.register();
    private final UUID before = new UUID(0, 1);
    private final UUID big = new UUID(0, 2);
    private final UUID behind = new UUID(0, 3);

    @AfterEach
    void nothingStaysBehind() {
        change("DELETE FROM jobs.job WHERE queue = ?", queue.name);
    }

    @Test
    @Tag("J3")
    void tenantThatFillsTheQueueIsReadNoFurtherThanItsShare() {
        queue.fill(before, Priority.NORMAL, 5);
        stand("'available', jobs.clock(), NULL");
        queue.fill(behind, Priority.NORMAL, 5);

        for (var servedLast : List.of(new UUID(0, 0), before, big, behind)) {
            var claim = claim(servedLast);
            assertThat(claim.rows()).isBetween((long) ROOM, 100L);
            assertThat(claim.pages()).isLessThan(600);
        }
    }

    @Test
    @Tag("J9")
    void retriesThatWaitForTheirTimeAreNotRead() {
        promoteAll();
        stand("'retryable', jobs.clock() + interval '1 hour', NULL");
        queue.fill(before, Priority.NORMAL, ROOM);

        var promotion = reading.ofMany(queue.engine.upkeep::promote);

        assertThat(promotion.rows()).isZero();
        assertThat(promotion.pages()).isLessThan(50);
        assertThat(reading.ofMany(queue.engine.upkeep::rescue).pages()).isLessThan(200);
        assertThat(claim().rows()).isBetween((long) ROOM, 100L);
    }

    @Test
    @Tag("J4")
    void jobsOfADeadProcessAreFoundWithoutReadingWhatWaits() {
        queue.fill(big, Priority.NORMAL, UpkeepRepository.MOST_RESCUED);
        var lost = queue.claim(UpkeepRepository.MOST_RESCUED).claims();
        stand("'available', jobs.clock(), NULL");
        queue.retire();

        var rescue = reading.ofMany(queue.engine.upkeep::rescue);

        assertThat(lost).hasSize(UpkeepRepository.MOST_RESCUED);
        assertThat(rescue.rows()).isBetween((long) lost.size(), 10L * lost.size());
    }

    @Test
    @Tag("J9")
    void retriesThatAreDueTogetherAreReadOneBatchAtATime() {
        stand("'retryable', jobs.clock() - interval '1 hour', NULL");

        var promotion = reading.ofMany(queue.engine.upkeep::promote);

        assertThat(promotion.rows()).isBetween(500L, 2000L);
    }

    @Test
    @Tag("J3")
    void claimPutsAThousandBehindTheirKeyAndReadsNoMore() {
        stand("'available', jobs.clock(), 'mailbox:1'");

        assertThat(claim().rows()).isBetween(1000L, 3000L);
    }

    @Test
    @Tag("J3")
    void jobsBehindAKeyAreInNobodysWay() {
        standBehindAKey();
        queue.fill(big, Priority.NORMAL, ROOM);

        var look =
                reading.ofMany(
                        () -> queue.engine.upkeep.unblock(new UpkeepRepository.Key(big, "")));

        assertThat(claim().rows()).isBetween((long) ROOM, 100L);
        assertThat(look.rows()).isLessThan(100);
    }

    @Test
    @Tag("J3")
    void endOfAKeyedJobReadsNobodyButTheNext() {
        var holder = standBehindAKey();

        var end = complete(holder);

        assertThat(end.rows()).isBetween(3L, 20L);
        assertThat(end.pages()).isLessThan(200);
    }

    @Test
    @Tag("J9")
    void endOfAJobReadsNothingOfTheHistory() {
        change(
                """
                INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                          created_at, started_at, ended_at, outcome, job_state, counts, error_code,
                                          error_text)
                SELECT uuidv7(), 1, ?, 'test.wait-here', 1, ?, 'api', 'test', '', '{}', at, at, at, 'completed',
                       'completed', '{}', '', ''
                FROM generate_series(1, ?), jobs.clock() AS at
                """,
                big,
                queue.name,
                BACKLOG);
        queue.fill(big, Priority.NORMAL, 1);

        var end = complete(queue.claim(1).claims().getFirst());

        assertThat(end.rows()).isBetween(1L, 10L);
        assertThat(end.pages()).isLessThan(200);
    }

    @Test
    @Tag("J9")
    void deadEntriesUnderAHeldSnapshotArePassedBy() throws SQLException {
        try (var snapshot = hold()) {
            stand("'available', jobs.clock(), NULL");
            change("DELETE FROM jobs.job WHERE queue = ?", queue.name);
            queue.engine.clock.advance(Duration.ofSeconds(5));
            var found = queue.claim(ROOM);
            queue.fill(before, Priority.NORMAL, ROOM);

            var fromTheBeginning = claim();
            var fromThen = claim(found.fronts());

            assertThat(snapshot.isClosed()).isFalse();
            assertThat(fromTheBeginning.pages()).isGreaterThan(1000);
            assertThat(fromThen.rows()).isGreaterThanOrEqualTo(ROOM);
            assertThat(fromThen.pages()).isLessThan(600);
        }
    }

    @Test
    @Tag("J9")
    void deadEntriesOfABacklogArePassedByWhileThereIsMoreOfIt() throws SQLException {
        try (var snapshot = hold()) {
            stand(
                    "'available', jobs.clock() - interval '1 hour' + generate_series * interval '1 ms', NULL");
            queue.claim(BACKLOG / 2);
            var found = queue.claim(ROOM);
            change("DELETE FROM jobs.job WHERE queue = ? AND state = 'running'", queue.name);

            var fromTheBeginning = claim();
            var fromThere = claim(found.fronts());

            assertThat(snapshot.isClosed()).isFalse();
            assertThat(found.isAll()).isFalse();
            assertThat(fromTheBeginning.pages()).isGreaterThan(1000);
            assertThat(fromThere.rows()).isGreaterThanOrEqualTo(ROOM);
            assertThat(fromThere.pages()).isLessThan(600);
        }
    }

    /** Puts many jobs of the big tenant into the queue, and leaves the table as autovacuum does. */
    private void stand(String stateTimeAndKey) {
        insert(BACKLOG, stateTimeAndKey);
        TestDatabase.asOwner("VACUUM ANALYZE jobs.job");
    }

    private Claim standBehindAKey() {
        queue.behind("mailbox:1", big, 1);
        var holder = queue.claim(1).claims().getFirst();
        insert(BACKLOG, "'available', jobs.clock(), 'mailbox:1'");
        change(
                "UPDATE jobs.job SET reason = 'blocked' WHERE queue = ? AND state = 'available'",
                queue.name);
        TestDatabase.asOwner("VACUUM ANALYZE jobs.job");
        return holder;
    }

    private void insert(int jobs, String stateTimeAndKey) {
        queue.engine.sql.transact(
                Access.machinery(),
                () -> {
                    queue.engine.sql.update(
                            """
                            INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, args, trigger, actor,
                                                  created_at, state, run_at, concurrency_key)
                            SELECT uuidv7(), ?, ?, 1, ?, 2, '{}', 'api', 'test', jobs.clock(), %s
                            FROM generate_series(1, ?)
                            """
                                    .formatted(stateTimeAndKey),
                            big,
                            queue.kind.name(),
                            queue.name,
                            jobs);
                });
    }

    private void change(String statement, Object... args) {
        queue.engine.sql.transact(
                Access.machinery(), () -> queue.engine.sql.update(statement, args));
    }

    private void promoteAll() {
        boolean isDone = false;
        while (!isDone) {
            isDone =
                    queue.engine
                            .sql
                            .transaction(Access.machinery(), queue.engine.upkeep::promote)
                            .isEmpty();
        }
    }

    private Reading.Cost complete(Claim claim) {
        var completion = new Completion(claim, "{}");
        return reading.ofMany(() -> queue.engine.endings.complete(List.of(completion)));
    }

    private Reading.Cost claim() {
        return claim(List.of());
    }

    private Reading.Cost claim(List<Optional<Instant>> fronts) {
        return claim(new UUID(0, 0), fronts);
    }

    private Reading.Cost claim(UUID servedLast) {
        return claim(servedLast, List.of());
    }

    private Reading.Cost claim(UUID servedLast, List<Optional<Instant>> fronts) {
        var lane = new Lane(queue.name, Set.of(queue.kind.id()), ROOM, () -> 0);
        lane.caught(new Catch(List.of(), 0, false, Optional.of(servedLast), fronts));
        var wish = lane.wish(ROOM);
        return reading.ofMany(() -> queue.engine.claims.claim(worker, wish));
    }

    /** As a dump does. */
    private static Connection hold() throws SQLException {
        var connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        return connection;
    }
}
