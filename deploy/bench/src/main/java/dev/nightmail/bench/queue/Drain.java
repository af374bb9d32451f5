package dev.nightmail.bench.queue;

import dev.nightmail.bench.queue.Contender.Backlog;
import dev.nightmail.local.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One emptying of a full queue.
 *
 * @param perSecond jobs
 * @param walBytes a job, written while the queue was drained
 * @param statements a job, sent while the queue was drained, if the pools count
 */
record Drain(double perSecond, double walBytes, double statements) {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What becomes of what a drain leaves behind. */
    enum Leaving {
        NOTHING,
        EVERYTHING
    }

    /** Fills, drains and empties what is left behind, and closes the pools. */
    static Drain measure(Pools pools, Entry entry, int concurrency) {
        return measure(pools, entry, concurrency, Leaving.NOTHING);
    }

    static Drain measure(Pools pools, Entry entry, int concurrency, Leaving leaving) {
        var database = pools.database();
        try (pools;
                var connection = database.connect()) {
            var left = new CountDownLatch(entry.jobs());
            var queue = entry.at(pools, concurrency, number -> left.countDown());
            queue.fill(entry.jobs());
            database.execute("CHECKPOINT");
            execute(connection, "ANALYZE " + queue.backlog().table());
            var drain = once(queue, left, pools, connection);
            queue.stop();
            if (leaving == Leaving.NOTHING) {
                database.execute("TRUNCATE jobs.attempt, jobs.job, " + queue.backlog().table());
            }
            return drain;
        } catch (SQLException e) {
            throw new Refusal(entry.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while " + entry.title() + " was measured", e);
        }
    }

    private static Drain once(
            Contender queue, CountDownLatch left, Pools pools, Connection connection)
            throws SQLException, InterruptedException {
        long jobs = left.getCount();
        long wal = walPosition(connection);
        long statements = pools.statements();
        long begun = System.nanoTime();
        queue.start();
        // Only the last jobs are looked for in the table: to look costs the server time.
        if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new Refusal(left.getCount() + " jobs have not run");
        }
        awaitEmpty(connection, queue.backlog());
        double seconds = (System.nanoTime() - begun) / 1e9;
        wal = walPosition(connection) - wal;
        statements = pools.statements() - statements;
        return new Drain(jobs / seconds, (double) wal / jobs, (double) statements / jobs);
    }

    static void awaitEmpty(Connection connection, Backlog backlog) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var statement = connection.prepareStatement("SELECT " + backlog.waiting())) {
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
        throw new Refusal(backlog.table() + " is not empty after " + PATIENCE.toSeconds() + " s");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long walPosition(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
