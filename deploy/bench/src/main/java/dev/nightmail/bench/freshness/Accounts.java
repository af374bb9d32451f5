package dev.nightmail.bench.freshness;

import dev.nightmail.bench.Database;

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

    long countMessages() {
        return totals().messages();
    }

    Totals totals() {
        return database.read(
                """
                SELECT (SELECT sum(syncs_completed) FROM sync.account), (SELECT sum(stored_count) FROM sync.mailbox)
                """,
                rows -> {
                    rows.next();
                    return new Totals(rows.getLong(1), rows.getLong(2));
                });
    }

    Ages ages(int lateSeconds) {
        return database.read(
                """
                SELECT p50, p99, oldest,
                       (SELECT count(*) FROM sync.account WHERE lacks_since IS NULL
                        AND fresh_at < clock_timestamp() - make_interval(secs => %d)) AS late
                FROM sync.freshness()
                """
                        .formatted(lateSeconds),
                rows -> {
                    rows.next();
                    return new Ages(
                            rows.getDouble("p50"),
                            rows.getDouble("p99"),
                            rows.getDouble("oldest"),
                            rows.getLong("late"));
                });
    }
}
