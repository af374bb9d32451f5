package dev.nightmail.common.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the test database and of the code under test, moved together. */
public final class TestClock implements InstantSource {

    private static volatile Duration offset = Duration.ZERO;

    /** Moves time for the machinery and for the domain. */
    public void advance(Duration by) {
        offset = offset.plus(by);
        TestDatabase.asOwner(
                "UPDATE jobs.test_clock SET ahead = make_interval(secs => "
                        + offset.toMillis() / 1000.0
                        + ")");
        TestDatabase.asOwner("SELECT jobs.make_partitions(7)");
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(offset);
    }

    static void install(TestDatabase database) {
        database.executeAsOwner("CREATE TABLE jobs.test_clock (ahead interval NOT NULL)");
        database.executeAsOwner("INSERT INTO jobs.test_clock VALUES ('0')");
        database.executeAsOwner("GRANT SELECT ON jobs.test_clock TO PUBLIC");
        database.executeAsOwner(
                """
                CREATE OR REPLACE FUNCTION jobs.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS
                'SELECT clock_timestamp() + ahead FROM jobs.test_clock'
                """);
    }
}
