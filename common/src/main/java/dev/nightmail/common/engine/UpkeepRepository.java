package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Moves jobs that nobody runs, in the caller's transaction. */
@ApplicationScoped
class UpkeepRepository {

    /**
     * What is promoted long after its time counts as claimable from now, see {@link Lane}. The time
     * is asked once, and the order is that of the index: so nothing is read of the jobs that are
     * not yet due, nor of those that are due and have to wait for the next round.
     */
    private static final String PROMOTE =
            """
            WITH due AS (
                UPDATE jobs.job
                SET state = 'available', reason = '', run_at = greatest(run_at, jobs.clock() - interval '500 ms')
                WHERE id = ANY (ARRAY (
                    SELECT id FROM jobs.job
                    WHERE state <> 'available' AND worker_id IS NULL AND run_at <= (SELECT jobs.clock())
                    ORDER BY worker_id, run_at LIMIT 500
                    FOR UPDATE SKIP LOCKED))
                RETURNING queue
            )
            SELECT DISTINCT queue FROM due
            """;

    private static final String UNBLOCK =
            """
            WITH RECURSIVE key (tenant_id, name, n) AS (
                SELECT ?::uuid, ?::text, 0
                UNION ALL
                SELECT following.tenant_id, following.concurrency_key, n + 1
                FROM key CROSS JOIN LATERAL (
                    SELECT tenant_id, concurrency_key FROM jobs.job
                    WHERE state = 'available' AND reason = 'blocked' AND concurrency_key IS NOT NULL
                      AND (tenant_id, concurrency_key) > (key.tenant_id, key.name)
                    ORDER BY tenant_id, concurrency_key LIMIT 1) AS following
                WHERE n < 500
            ), forward AS (
                UPDATE jobs.job SET reason = '', run_at = jobs.clock() WHERE id = ANY (ARRAY (
                    SELECT first.id
                    FROM key CROSS JOIN LATERAL (
                        SELECT id FROM jobs.job j
                        WHERE state = 'available' AND reason = 'blocked' AND j.tenant_id = key.tenant_id
                          AND concurrency_key = key.name
                        ORDER BY priority, run_at, id LIMIT 1
                        FOR UPDATE SKIP LOCKED) AS first
                    WHERE NOT EXISTS (
                        SELECT FROM jobs.running_key k WHERE k.tenant_id = key.tenant_id AND k.key = key.name)))
            )
            SELECT tenant_id, name FROM key ORDER BY n DESC LIMIT 1
            """;

    /**
     * Begins with the jobs that run, which are few, and not with the workers that are dead, which
     * are kept for days. That there is a worker bounds the index.
     */
    private static final String OF_DEAD =
            """
            jobs.job j
            WHERE j.state = 'running' AND j.worker_id IS NOT NULL
              AND (SELECT expires_at FROM jobs.worker w WHERE w.id = j.worker_id) <= jobs.clock()\
            """;

    private static final String STRAY =
            "jobs.job j WHERE j.state = 'running' AND j.worker_id = ? AND j.token = ANY (?::bigint[])";

    /** By one statement. */
    static final int MOST_RESCUED = 200;

    /**
     * A job that has seen two workers die within 72 hours, and now a third, may be what kills them:
     * it is discarded. It is held, and nobody is asked any more, if something outside may have
     * happened. One that had not got its slot has nothing to do with the death of its worker.
     *
     * <p>One that is rescued keeps its place among its tenant's: its turn had come.
     */
    private static final String RESCUE =
            """
            WITH lost AS MATERIALIZED (
                SELECT j.* FROM %1$s LIMIT %5$d FOR UPDATE OF j SKIP LOCKED
            ), seen AS MATERIALIZED (
                SELECT lost.*, CASE WHEN begun OR '%2$s' <> 'worker-died' THEN '%2$s' ELSE 'not-begun' END AS code,
                    '%2$s' = 'worker-died' AND begun AND 2 <= (
                    SELECT count(*) FROM jobs.attempt a
                    WHERE a.job_id = lost.id AND a.error_code = 'worker-died'
                      AND a.ended_at > jobs.clock() - interval '72 hours') AS hopeless,
                    EXISTS (SELECT FROM jobs.effect e WHERE e.job_id = lost.id AND e.settled_at IS NULL) AS in_doubt
                FROM lost
            ), judged AS MATERIALIZED (
                SELECT seen.*, CASE WHEN cancellation <> '' AND NOT in_doubt THEN 'cancelled'
                                    WHEN hopeless AND in_doubt THEN 'uncertain'
                                    WHEN hopeless THEN 'discarded'
                                    ELSE 'rescued' END AS outcome
                FROM seen
            ), place AS MATERIALIZED (
                SELECT queue, priority, tenant_id, jobs.place(queue, priority, tenant_id, min(run_at)) AS latest
                FROM judged WHERE outcome = 'rescued' GROUP BY queue, priority, tenant_id
            ), told AS (
                INSERT INTO jobs.attempt (job_id, attempt, %3$s, token, ended_at, outcome, job_state, counts, error_code,
                                          error_text, redrive)
                SELECT id, attempt, %3$s, token, jobs.clock(), outcome,
                       CASE WHEN outcome IN ('cancelled', 'discarded') THEN outcome END, counts,
                       CASE outcome WHEN 'cancelled' THEN 'cancelled' WHEN 'rescued' THEN code ELSE 'quarantined' END,
                       CASE outcome WHEN 'cancelled' THEN cancellation ELSE '' END,
                       CASE outcome WHEN 'discarded' THEN %4$s END
                FROM judged
            ), gone AS (
                DELETE FROM jobs.job
                WHERE id = ANY (ARRAY (SELECT id FROM judged WHERE outcome IN ('cancelled', 'discarded')))
            ), held AS (
                UPDATE jobs.job
                SET state = 'scheduled', reason = 'uncertain', run_at = 'infinity',
                    token = NULL, worker_id = NULL, started_at = NULL
                WHERE id = ANY (ARRAY (SELECT id FROM judged WHERE outcome = 'uncertain'))
            ), back AS (
                UPDATE jobs.job j
                SET state = 'available', reason = '',
                    run_at = greatest(run_at, (
                        SELECT latest FROM place p
                        WHERE p.queue = j.queue AND p.priority = j.priority AND p.tenant_id = j.tenant_id)),
                    token = NULL, worker_id = NULL, started_at = NULL
                WHERE id = ANY (ARRAY (SELECT id FROM judged WHERE outcome = 'rescued'))
            )
            SELECT id, token, worker_id, tenant_id, kind, attempt, failures, progress_done, args, checkpoint, counts,
                   concurrency_key IS NOT NULL AS keyed, dry_run, unguarded, queue, outcome
            FROM judged
            """;

    private static final String RESCUE_OF_DEAD =
            RESCUE.formatted(
                    OF_DEAD,
                    "worker-died",
                    EndingRepository.OF_JOB,
                    EndingRepository.REDRIVE,
                    MOST_RESCUED);

    private static final String GIVE_BACK =
            RESCUE.formatted(
                    STRAY,
                    "claim-reply-lost",
                    EndingRepository.OF_JOB,
                    EndingRepository.REDRIVE,
                    MOST_RESCUED);

    private final Sql sql;

    UpkeepRepository(Sql sql) {
        this.sql = sql;
    }

    /** Makes available what is due; returns the queues of those jobs. */
    Set<String> promote() {
        return Set.copyOf(sql.query(PROMOTE, row -> row.getString("queue")));
    }

    /** A concurrency key of a tenant. */
    record Key(UUID tenant, String name) {}

    /**
     * Brings a job forward for each key that was freed just while that job was put behind it. Looks
     * at some keys after the given one and returns the last of them: the given one at the end.
     */
    Key unblock(Key after) {
        return sql.queryOne(
                        UNBLOCK,
                        row -> new Key(Columns.uuid(row, "tenant_id"), row.getString("name")),
                        after.tenant(),
                        after.name())
                .orElseThrow();
    }

    /** A job that the database thinks a worker runs; {@code cancellation} is empty or a wish. */
    record Held(long token, String cancellation) {}

    List<Held> held(UUID worker) {
        return sql.query(
                "SELECT token, cancellation FROM jobs.job WHERE state = 'running' AND worker_id = ?",
                row -> new Held(row.getLong("token"), row.getString("cancellation")),
                worker);
    }

    /**
     * A job whose worker was lost.
     *
     * @param outcome rescued, which is available again; cancelled, as somebody wished; discarded or
     *     uncertain, because it may be what kills workers
     */
    record Rescued(Claim claim, String queue, String outcome) {

        /** What others have to know. */
        Optional<Ending> ending() {
            return switch (outcome) {
                case "discarded" -> Optional.of(Ending.discarded(Ending.QUARANTINED, ""));
                case "uncertain" -> Optional.of(Ending.uncertain(Ending.QUARANTINED));
                default -> Optional.empty();
            };
        }
    }

    List<Rescued> rescue() {
        return sql.query(RESCUE_OF_DEAD, UpkeepRepository::toRescued);
    }

    /** Makes jobs available again that name this worker although it does not know them. */
    List<Rescued> giveBack(UUID worker, Set<Long> strays) {
        var tokens = strays.stream().map(String::valueOf).toArray(String[]::new);
        return sql.query(GIVE_BACK, UpkeepRepository::toRescued, worker, tokens);
    }

    private static Rescued toRescued(ResultSet row) throws SQLException {
        return new Rescued(
                ClaimRepository.toClaim(row), row.getString("queue"), row.getString("outcome"));
    }
}
