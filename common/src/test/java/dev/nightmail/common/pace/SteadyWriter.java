package dev.nightmail.common.pace;

import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.testkit.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds rows to the table of piles and changes rows of one pile, in turn, and gives up if it ever
 * has to wait for a second: for a row that a batch is about to delete it waits as long as the
 * batch's transaction goes on.
 */
final class SteadyWriter implements AutoCloseable {

    final UUID id = UUID.randomUUID();
    private final UUID pile;
    private final int rows;
    private final AtomicInteger written = new AtomicInteger();
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<Integer> work;
    private volatile boolean isOver;

    SteadyWriter(UUID pile, int rows) {
        this.pile = pile;
        this.rows = rows;
        work = thread.submit(this::write);
    }

    /** Until it has committed another row. */
    void awaitAnother() {
        int before = written.get();
        LiveEngine.until(() -> written.get() > before || work.isDone());
    }

    /**
     * Ends it; returns how many rows it has committed, or throws what has kept it from going on.
     */
    int stop() throws Exception {
        isOver = true;
        return work.get();
    }

    private int write() throws SQLException {
        try (var connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
                var set = connection.createStatement();
                var insert = connection.prepareStatement("INSERT INTO test.pile VALUES (?, ?)");
                var change =
                        connection.prepareStatement(
                                "UPDATE test.pile SET n = n WHERE id = ? AND n = ?")) {
            set.execute("SET lock_timeout = '1s'");
            while (!isOver) {
                insert.setObject(1, id);
                insert.setInt(2, written.get());
                insert.executeUpdate();
                change.setObject(1, pile);
                change.setInt(2, 1 + written.get() % rows);
                change.executeUpdate();
                written.incrementAndGet();
            }
        }
        return written.get();
    }

    @Override
    public void close() {
        isOver = true;
        thread.close();
    }
}
