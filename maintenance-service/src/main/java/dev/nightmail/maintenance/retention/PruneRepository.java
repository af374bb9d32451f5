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
    List<String> listPartitions(Duration age) {
        return sql.query(
                "SELECT p FROM jobs.list_partitions(jobs.clock() - make_interval(secs => ?)) p",
                row -> row.getString(1),
                age);
    }

    /** Returns how many failures of that day were kept apart. */
    long dropPartition(String partition) {
        return sql.query("SELECT jobs.drop_partition(?)", row -> row.getLong(1), partition)
                .getFirst();
    }

    /**
     * What one batch did.
     *
     * @param next where the following one begins; empty when nothing is left
     */
    record Batch(long pruned, Optional<String> next) {}

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
