package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J9")
class PartitionTest {

    private static final String LAST_DAY =
            "'jobs.attempt_' || to_char(jobs.clock() AT TIME ZONE 'UTC' + interval '7 days', 'YYYYMMDD')";

    @Test
    void daysAreMadeWhileSomebodyReadsAndSomebodyWrites() throws SQLException {
        TestDatabase.asOwner("DO $$ BEGIN EXECUTE 'DROP TABLE ' || " + LAST_DAY + "; END $$");
        try (var reader = busy("ACCESS SHARE");
                var writer = busy("ROW EXCLUSIVE")) {
            TestDatabase.asOwner("SELECT jobs.make_partitions(7)");

            try (var made =
                    reader.createStatement().executeQuery("SELECT to_regclass(" + LAST_DAY + ")")) {
                made.next();
                assertThat(made.getString(1)).isNotNull();
            }
            writer.rollback();
        }
    }

    private static Connection busy(String lock) throws SQLException {
        var connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE jobs.attempt IN " + lock + " MODE");
        return connection;
    }
}
