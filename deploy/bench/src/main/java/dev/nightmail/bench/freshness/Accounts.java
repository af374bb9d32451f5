package dev.nightmail.bench.freshness;

import dev.nightmail.bench.Database;
import dev.nightmail.local.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the database says of the accounts. */
record Accounts(Database database) {

    /** In seconds, and how many accounts are older than they may be. */
    record Ages(double p50, double p99, double oldest, long late) {

        /** The worse of both, number by number. */
        Ages or(Ages other) {
            return new Ages(
                    Math.max(p50, other.p50),
                    Math.max(p99, other.p99),
                    Math.max(oldest, other.oldest),
                    Math.max(late, other.late));
        }
    }

    /** Since the accounts were added. */
    record Totals(long syncs, long messages) {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    long countLacking() {
        return read(
                "SELECT count(*) FROM sync.account WHERE lacks_since IS NOT NULL",
                row -> row.getLong(1));
    }

    long countMessages() {
        return totals().messages();
    }

    Totals totals() {
        return read(
                """
                SELECT (SELECT sum(syncs_completed) FROM sync.account), (SELECT sum(stored_count) FROM sync.mailbox)
                """,
                row -> new Totals(row.getLong(1), row.getLong(2)));
    }

    Ages ages(int lateSeconds) {
        return read(
                """
                SELECT p50, p99, oldest,
                       (SELECT count(*) FROM sync.account WHERE lacks_since IS NULL
                        AND fresh_at < clock_timestamp() - make_interval(secs => %d)) AS late
                FROM sync.freshness()
                """
                        .formatted(lateSeconds),
                row ->
                        new Ages(
                                row.getDouble("p50"),
                                row.getDouble("p99"),
                                row.getDouble("oldest"),
                                row.getLong("late")));
    }

    private <T> T read(String query, Reading<T> reading) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return reading.of(rows);
        } catch (SQLException e) {
            throw new Refusal(query + ": " + e.getMessage(), e);
        }
    }
}
