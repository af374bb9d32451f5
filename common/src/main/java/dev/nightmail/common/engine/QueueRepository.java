package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What all processes together may do of a queue, in the caller's transaction. */
@ApplicationScoped
class QueueRepository {

    /**
     * How a transaction begins whose statements are for many jobs at once. The database keeps its
     * plan of a statement, and of a queue that was empty then it is best to read and sort
     * everything. So they go by index and in its order, whatever the statistics said; and as
     * arguments then change nothing, one plan does for all of them: see decision 0011.
     */
    static final Sql.Condition BY_INDEX =
            new Sql.Condition(
                    """
                    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
                           set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
                           jobs.refresh_plans()
                    """,
                    List.of(),
                    IllegalStateException::new);

    /** A claim starts at most a fifth of what a second allows, so that a rate is no burst. */
    private static final String ALLOWED =
            """
            SELECT concurrency,
                   CASE WHEN rate IS NULL THEN ?
                        ELSE least(greatest(rate / 5.0, 1),
                                   allowance + rate * extract(epoch FROM jobs.clock() - refilled_at)) END AS allowance
            FROM jobs.queue WHERE name = ? FOR UPDATE
            """;

    private final Sql sql;

    QueueRepository(Sql sql) {
        this.sql = sql;
    }

    /** Limits of a queue; empty is none. */
    record Limits(Optional<Integer> concurrency, Optional<Integer> rate) {

        boolean isAny() {
            return concurrency.isPresent() || rate.isPresent();
        }
    }

    void publish(String queue, Limits limits) {
        sql.update(
                """
                INSERT INTO jobs.queue (name, release, concurrency, rate, refilled_at)
                VALUES (?, ?, ?::int, ?::int, jobs.clock())
                ON CONFLICT (name) DO UPDATE
                SET release = excluded.release, concurrency = excluded.concurrency, rate = excluded.rate
                WHERE jobs.queue.release <= excluded.release
                """,
                queue,
                KindRegistry.RELEASE,
                limits.concurrency(),
                limits.rate());
    }

    /** Locks the queue; returns how many jobs may be claimed now, {@code room} at most. */
    int allowed(String queue, int room) {
        record Row(Optional<Integer> concurrency, double allowance) {}
        var row =
                sql.queryOne(
                        ALLOWED,
                        r ->
                                new Row(
                                        Optional.ofNullable(
                                                r.getObject("concurrency", Integer.class)),
                                        r.getDouble("allowance")),
                        room,
                        queue);
        if (row.isEmpty()) {
            return room;
        }
        // Counted after the lock was got: by a statement of its own, which sees what its last
        // holder did.
        int free = row.get().concurrency().map(most -> most - running(queue)).orElse(room);
        return Math.clamp((long) row.get().allowance(), 0, Math.max(0, Math.min(room, free)));
    }

    private int running(String queue) {
        return sql.queryOne(
                        """
                        SELECT count(*) FROM jobs.job
                        WHERE state = 'running' AND worker_id IS NOT NULL AND queue = ?
                        """,
                        row -> row.getInt(1),
                        queue)
                .orElseThrow();
    }

    /** Takes the starts off what the rate has saved up. */
    void spend(String queue, int starts) {
        sql.update(
                """
                UPDATE jobs.queue
                SET allowance = least(greatest(rate / 5.0, 1),
                                      allowance + rate * extract(epoch FROM now.at - refilled_at)) - ?,
                    refilled_at = now.at
                FROM (SELECT jobs.clock() AS at) AS now
                WHERE name = ? AND rate IS NOT NULL
                """,
                starts,
                queue);
    }

    /** Whether the worker holds a job, or could claim one of these kinds from these queues. */
    boolean haveWork(Optional<UUID> worker, Set<String> names, Set<String> kindIds) {
        return sql.queryOne(
                        """
                        SELECT EXISTS (SELECT FROM jobs.job WHERE worker_id = ?::uuid AND state <> 'available')
                            OR EXISTS (
                                SELECT FROM jobs.job j
                                WHERE j.queue = ANY (?) AND j.state = 'available' AND j.reason = ''
                                  AND j.kind || '/' || j.version = ANY (?)
                                  AND NOT EXISTS (
                                      SELECT FROM jobs.queue q WHERE q.name = j.queue AND q.paused_at IS NOT NULL))
                        """,
                        row -> row.getBoolean(1),
                        worker,
                        names.toArray(String[]::new),
                        kindIds.toArray(String[]::new))
                .orElseThrow();
    }

    /** False when there is no such queue, or it was so already. */
    boolean pause(String queue, String actor, String reason) {
        return sql.update(
                        """
                        UPDATE jobs.queue SET paused_at = jobs.clock(), paused_by = ?, pause_reason = ?
                        WHERE name = ? AND paused_at IS NULL
                        """,
                        actor,
                        reason,
                        queue)
                == 1;
    }

    /** False when the queue was not paused. */
    boolean resume(String queue) {
        return sql.update(
                        """
                        UPDATE jobs.queue SET paused_at = NULL, paused_by = '', pause_reason = ''
                        WHERE name = ? AND paused_at IS NOT NULL
                        """,
                        queue)
                == 1;
    }
}
