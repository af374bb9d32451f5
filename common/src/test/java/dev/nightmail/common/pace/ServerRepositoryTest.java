package dev.nightmail.common.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What PostgreSQL tells of the strain on it. */
@Tag("J23")
class ServerRepositoryTest {

    private static final String LOCK = "SELECT pg_advisory_lock(4711)";
    private static final int WAITING = 5;

    private final Sql sql = TestDatabase.sql();
    private final ServerRepository server = new ServerRepository(sql);
    private final Connection admin = connect();

    @BeforeEach
    void letNobodySeeTheLag() {
        execute(admin, "REVOKE pg_read_all_stats FROM nightmail_owner");
    }

    @AfterEach
    void takeBackWhatWasGranted() throws SQLException {
        letNobodySeeTheLag();
        admin.close();
    }

    @Test
    void connectionsThatWaitForALockAreCounted() throws Exception {
        var waiting = new ArrayList<Thread>();
        execute(admin, LOCK);
        for (int i = 0; i < WAITING; i++) {
            waiting.add(Thread.ofVirtual().start(ServerRepositoryTest::takeTheLock));
        }

        LiveEngine.until(() -> strain().waiting() == WAITING);

        assertThat(strain().isHigh()).isTrue();
        execute(admin, "SELECT pg_advisory_unlock(4711)");
        for (var thread : waiting) {
            thread.join();
        }
        assertThat(strain().waiting()).isZero();
    }

    @Test
    void transactionOfManyShortStatementsIsEndedToo() {
        assertThatThrownBy(() ->
                        sql.transact(
                                Access.worker(Ids.NIL),
                                () -> {
                                    server.limit(Duration.ofMillis(100));
                                    for (int i = 0; i < 1_000_000; i++) {
                                        sql.query("SELECT 1", row -> true);
                                    }
                                }))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.isTimedOut()).isTrue());

        assertThat(strain()).isEqualTo(Strain.NONE);
    }

    @Test
    void replicaThatStandsStillIsSeenByAnOwnerWhoMaySeeIt() throws Exception {
        try (var replica = new SlowReplica()) {
            write();
            replica.receive();
            replica.apply();
            write();
            replica.receive();
            LiveEngine.until(() -> lag("replay_lsn IS NOT NULL") > 1);
            assertThat(strain().lag()).isZero();

            execute(admin, "GRANT pg_read_all_stats TO nightmail_owner");

            assertThat(strain().lag()).isPositive();
        }
    }

    @Test
    void archiveThatReplaysNothingIsNeverBehind() throws Exception {
        execute(admin, "GRANT pg_read_all_stats TO nightmail_owner");
        try (var archive = new SlowReplica()) {
            LiveEngine.until(() -> {
                write();
                receive(archive);
                return lag("replay_lsn IS NULL") > 1;
            });

            assertThat(strain().lag()).isZero();
        }
    }

    private void write() {
        execute(admin, "SELECT pg_logical_emit_message(false, 'test', 'x', true)");
    }

    private static void receive(SlowReplica replica) {
        try {
            replica.receive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of such replicas, in milliseconds, as PostgreSQL tells its superuser. */
    private double lag(String which) {
        try (var statement = admin.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT extract(epoch FROM max(replay_lag)) * 1000 FROM pg_stat_replication WHERE "
                                        + which)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void takeTheLock() {
        try (var connection = connect()) {
            execute(connection, LOCK);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() {
        try {
            return DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String statement) {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Strain strain() {
        return sql.rolledBack(Access.worker(Ids.NIL), server::strain);
    }
}
