package dev.nightmail.maintenance.retention;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

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

    /** Returns how many rows were deleted; less than asked for means that none is left. */
    long prune(String subject, Duration age, int atMost) {
        return sql.query(
                        "SELECT jobs.prune(?, jobs.clock() - make_interval(secs => ?), ?)",
                        row -> row.getLong(1),
                        subject,
                        age,
                        atMost)
                .getFirst();
    }
}
