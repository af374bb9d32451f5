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

/** Adds rows to the table of piles, one after the other, and gives up if it ever has to wait. */
final class SteadyWriter implements AutoCloseable {

    final UUID id = UUID.randomUUID();
    private final AtomicInteger written = new AtomicInteger();
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<Integer> work = thread.submit(this::write);
    private volatile boolean isOver;

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
                var insert = connection.prepareStatement("INSERT INTO test.pile VALUES (?, ?)")) {
            set.execute("SET lock_timeout = '1s'");
            while (!isOver) {
                insert.setObject(1, id);
                insert.setInt(2, written.get());
                insert.executeUpdate();
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
