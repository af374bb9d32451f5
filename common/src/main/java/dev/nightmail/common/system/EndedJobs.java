package dev.nightmail.common.system;

import dev.nightmail.common.engine.Ends;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Waits for the ends of jobs, wherever they run: costs a thread, and a short query at each look.
 */
@Singleton
class EndedJobs {

    /** Of jobs that another process runs nobody tells. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Ends ends;
    private final AttemptEndRepository attempts;
    private final Sql sql;
    private final Monotonic time;

    EndedJobs(Ends ends, AttemptEndRepository attempts, Sql sql, Monotonic time) {
        this.ends = ends;
        this.attempts = attempts;
        this.sql = sql;
        this.time = time;
    }

    /** Empty when it has not ended by then, or this process is about to. */
    Optional<AttemptEnd> await(UUID job, JobOwner owner, Duration longest)
            throws InterruptedException {
        long begun = time.nanos();
        try (var watch = ends.watch(job)) {
            var end = find(job, owner);
            var left = longest;
            boolean isOpen = true;
            while (end.isEmpty() && isOpen && left.isPositive()) {
                isOpen = watch.await(left.compareTo(LOOK) < 0 ? left : LOOK);
                end = find(job, owner);
                left = longest.minus(time.since(begun));
            }
            return end;
        }
    }

    /** While the database is away nothing is known of the job. */
    private Optional<AttemptEnd> find(UUID job, JobOwner owner) {
        try {
            return sql.transaction(owner.access(), () -> attempts.find(job));
        } catch (SqlException e) {
            if (e.isOutage()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
