package dev.nightmail.maintenance.retention;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bounded functions by which the machinery's bookkeeping is deleted, in the caller's
 * transaction.
 */
@ApplicationScoped
class PruneRepository {

    private final Sql sql;

    PruneRepository(Sql sql) {
        this.sql = sql;
    }

    /** Day partitions that are wholly older, oldest first. */
    List<String> listDays(Duration age) {
        return sql.query(
                "SELECT p FROM jobs.list_partitions(jobs.clock() - make_interval(secs => ?)) p",
                row -> row.getString(1),
                age);
    }

    /**
     * What one batch did.
     *
     * @param rows that were pruned, or kept apart
     * @param next where the following one begins; empty when nothing is left
     */
    record Batch(long rows, Optional<String> next) {}

    /**
     * Keeps failures of a day apart, and how the jobs of its ticks ended; {@code after} is empty or
     * what a batch ended with. Looks at that many attempts.
     */
    Batch keepFailures(String day, String after, int atMost) {
        return sql.query(
                        "SELECT kept, next FROM jobs.keep_failures(?, ?, ?)",
                        row -> new Batch(row.getLong("kept"), Columns.findText(row, "next")),
                        day,
                        after,
                        atMost)
                .getFirst();
    }

    /** Drops a day; of attempts one whose failures have been kept. */
    void dropDay(String day) {
        sql.query("SELECT jobs.drop_day(?)", row -> true, day);
    }

    /** Deletes what is older, oldest first; {@code after} is empty or what a batch ended with. */
    Batch prune(String subject, Duration age, String after, int atMost) {
        return sql.query(
                        "SELECT pruned, next FROM jobs.prune(?, jobs.clock() - make_interval(secs => ?), ?, ?)",
                        row -> new Batch(row.getLong("pruned"), Columns.findText(row, "next")),
                        subject,
                        age,
                        after,
                        atMost)
                .getFirst();
    }
}
