package dev.nightmail.bench.queue;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import dev.nightmail.local.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What somebody costs who holds a snapshot, such as a dump: nothing that has ended can be vacuumed
 * away, and each claim has to find its way past it. As many jobs end under the snapshot as in three
 * minutes at 800 a second.
 */
public final class SnapshotBench implements Bench {

    private static final int CONCURRENCY = 8;
    private static final int DRAINS = 7;
    private static final List<Entry> ENTRIES = List.of(Entry.GROUPED, Entry.DB_SCHEDULER);

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public void run(Site site) {
        System.out.printf("median of %d (least–greatest)%n", Samples.RUNS);
        try (var database = QueueDatabase.create(site)) {
            var table =
                    new Table(
                            "queue", "jobs/s before", "jobs/s behind 140,000 that ended", "change");
            for (var entry : ENTRIES) {
                measure(database, entry, table);
            }
            table.print();
        }
    }

    private static void measure(Database database, Entry entry, Table table) {
        var before = new Samples();
        var after = new Samples();
        for (int run = 0; run <= Samples.RUNS; run++) {
            double free = Drain.measure(Pools.of(database), entry, CONCURRENCY).perSecond();
            double held = held(database, entry);
            if (run > 0) {
                before.add(free);
                after.add(held);
            }
        }
        table.add(
                entry.title(),
                before.text("%,.0f"),
                after.text("%,.0f"),
                "%+.0f %%".formatted(100 * (after.median() / before.median() - 1)));
    }

    /** The pace of the last of many drains under one snapshot. */
    private static double held(Database database, Entry entry) {
        try (var connection = database.connect()) {
            hold(connection);
            double last = 0;
            for (int drain = 0; drain <= DRAINS; drain++) {
                last =
                        Drain.measure(
                                        Pools.of(database),
                                        entry,
                                        CONCURRENCY,
                                        Drain.Leaving.EVERYTHING)
                                .perSecond();
            }
            connection.rollback();
            return last;
        } catch (SQLException e) {
            throw new Refusal("the snapshot is lost: " + e.getMessage(), e);
        }
    }

    private static void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
