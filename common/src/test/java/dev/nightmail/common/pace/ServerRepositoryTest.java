package dev.nightmail.common.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What PostgreSQL tells of the strain on it. */
@Tag("J23")
class ServerRepositoryTest {

    private final Sql sql = TestDatabase.sql();
    private final ServerRepository server = new ServerRepository(sql);
    private final Connection admin = connect();

    @BeforeEach
    void letNobodySeeTheLag() throws SQLException {
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
        execute(admin, "SELECT pg_advisory_lock(4711)");
        for (int i = 0; i < 5; i++) {
            waiting.add(Thread.ofVirtual().start(ServerRepositoryTest::takeTheLock));
        }

        LiveEngine.until(() -> strain().waiting() == 5);

        assertThat(strain().isHigh()).isTrue();
        execute(admin, "SELECT pg_advisory_unlock(4711)");
        for (var thread : waiting) {
            thread.join();
        }
        assertThat(strain().waiting()).isZero();
    }

    @Test
    void lagOfAReplicaThatStandsStillIsSeenByAnOwnerWhoMaySeeIt() throws Exception {
        try (var replica = new SlowReplica(writtenUntil())) {
            tell(replica, true);
            tell(replica, false);
            assertThat(strain().lag()).isZero();

            execute(admin, "GRANT pg_read_all_stats TO nightmail_owner");
            LiveEngine.until(() -> {
                tell(replica, false);
                return strain().lag().isPositive();
            });
        }
    }

    @Test
    void replicaThatKeepsUpHasNoLagToSpeakOf() throws Exception {
        execute(admin, "GRANT pg_read_all_stats TO nightmail_owner");
        try (var replica = new SlowReplica(writtenUntil())) {
            tell(replica, true);
            tell(replica, true);

            assertThat(strain().isHigh()).isFalse();
        }
    }

    /** After something more was written. */
    private void tell(SlowReplica replica, boolean isApplied) {
        try {
            execute(admin, "SELECT pg_logical_emit_message(false, 'test', 'x', true)");
            replica.tell(isApplied);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String writtenUntil() throws SQLException {
        try (var statement = admin.createStatement();
                var row = statement.executeQuery("SELECT pg_current_wal_flush_lsn()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void takeTheLock() {
        try (var connection = connect()) {
            execute(connection, "SELECT pg_advisory_lock(4711)");
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

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private Strain strain() {
        return sql.rolledBack(Access.worker(Ids.NIL), server::strain);
    }
}
