package dev.nightmail.bench.queue;

import dev.nightmail.bench.Database;
import dev.nightmail.local.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One emptying of a full queue.
 *
 * @param perSecond jobs
 * @param walBytes a job, written while the queue was drained
 */
record Drain(double perSecond, double walBytes) {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Fills, drains and empties what is left behind. */
    static Drain measure(Database database, Entry entry, int concurrency, int jobs) {
        try (var pools = new Pools(database);
                var connection = database.connect()) {
            var queue = entry.at(pools, concurrency);
            database.execute("CHECKPOINT");
            queue.fill(jobs);
            database.execute("ANALYZE " + queue.liveTable());
            long wal = walPosition(connection);
            long begun = System.nanoTime();
            queue.start();
            awaitEmpty(connection, queue.liveTable());
            double seconds = (System.nanoTime() - begun) / 1e9;
            wal = walPosition(connection) - wal;
            queue.stop();
            database.execute("TRUNCATE jobs.attempt, jobs.job, " + queue.liveTable());
            return new Drain(jobs / seconds, (double) wal / jobs);
        } catch (SQLException e) {
            throw new Refusal(entry.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while " + entry.title() + " was measured", e);
        }
    }

    private static void awaitEmpty(Connection connection, String table) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var query = "SELECT EXISTS (SELECT FROM " + table + ")";
        try (var statement = connection.prepareStatement(query)) {
            while (System.nanoTime() < end) {
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    if (!rows.getBoolean(1)) {
                        return;
                    }
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        throw new Refusal(table + " is not empty after " + PATIENCE.toSeconds() + " s");
    }

    private static long walPosition(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
