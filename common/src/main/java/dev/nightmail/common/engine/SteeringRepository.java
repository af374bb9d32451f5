package dev.nightmail.common.engine;

import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people do to jobs, in the caller's transaction: under a tenant, to that tenant's. */
@ApplicationScoped
class SteeringRepository {

    private static final String CANCEL =
            """
            WITH gone AS (DELETE FROM jobs.job WHERE id = ? RETURNING *)
            INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                      created_at, started_at, ended_at, outcome, job_state, progress_done,
                                      progress_total, dry_run, counts, error_code, error_text)
            SELECT id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args, created_at, now, now,
                   'cancelled', 'cancelled', progress_done, progress_total, dry_run, counts, 'cancelled', ?
            FROM gone, jobs.clock() AS now
            """;

    /** The same job again, so that what it intended and settled outside still stands. */
    private static final String REDRIVE =
            """
            INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, state, run_at, args, unique_key,
                                  concurrency_key, attempt, checkpoint, counts, trigger, actor, cause, created_at)
            SELECT job_id, tenant_id, kind, version, queue, (redrive ->> 'priority')::smallint, 'available',
                   jobs.clock(), args, redrive ->> 'unique_key', redrive ->> 'concurrency_key', attempt,
                   nullif(redrive -> 'checkpoint', 'null'), counts, ?, ?, ?, created_at
            FROM (SELECT DISTINCT ON (job_id) *
                  FROM (SELECT * FROM jobs.attempt UNION ALL SELECT * FROM jobs.job_failure) AS kept
                  WHERE job_id = ANY (?::uuid[])
                  ORDER BY job_id, ended_at DESC) AS last
            WHERE job_state = 'discarded' AND NOT dry_run
            ON CONFLICT DO NOTHING
            RETURNING id, tenant_id, kind, queue
            """;

    private static final String WHY_NOT =
            """
            SELECT CASE WHEN EXISTS (SELECT FROM jobs.job WHERE id = ?) THEN 'ALIVE'
                        WHEN last.job_id IS NULL THEN 'UNKNOWN'
                        WHEN last.job_state = 'discarded' AND NOT last.dry_run THEN 'KEY_TAKEN'
                        ELSE 'NOT_FAILED' END
            FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
                SELECT job_id, job_state, dry_run
                FROM (SELECT job_id, job_state, dry_run, ended_at FROM jobs.attempt
                      UNION ALL
                      SELECT job_id, job_state, dry_run, ended_at FROM jobs.job_failure) AS kept
                WHERE job_id = ? ORDER BY ended_at DESC LIMIT 1) AS last ON true
            """;

    private static final String RELEASE =
            """
            UPDATE jobs.job
            SET state = 'available', reason = '', run_at = jobs.clock(), unguarded = true,
                cause = 'released by ' || ?::text
            WHERE id = ? AND state = 'scheduled' AND reason = 'parked'
            RETURNING id, tenant_id, kind, queue
            """;

    private static final String RESOLVE =
            """
            UPDATE jobs.job SET state = 'available', reason = '', run_at = jobs.clock(), cause = ?, cancellation = ''
            WHERE id = ? AND state = 'scheduled' AND reason = 'uncertain'
            RETURNING id, tenant_id, kind, queue
            """;

    private static final String SETTLE =
            """
            UPDATE jobs.effect SET settled_at = jobs.clock(), outcome = ?
            WHERE job_id = ? AND settled_at IS NULL
            """;

    private final Sql sql;
    private final EndingRepository endings;

    SteeringRepository(Sql sql, EndingRepository endings) {
        this.sql = sql;
        this.endings = endings;
    }

    /** A job that somebody has done something to. */
    record Steered(UUID id, UUID tenant, String kind, String queue) {}

    /** A live job that nobody else can do anything to before the transaction ends. */
    record Held(Steered steered, String state) {}

    /** Locks the job, while it is alive. */
    Optional<Held> lock(UUID job) {
        return sql.queryOne(
                "SELECT id, tenant_id, kind, queue, state FROM jobs.job WHERE id = ? FOR UPDATE",
                row -> new Held(toSteered(row), row.getString("state")),
                job);
    }

    /** Whether it has begun something outside of which nobody knows the end. */
    boolean isInDoubt(UUID job) {
        return endings.hasOpenEffect(job);
    }

    void cancel(UUID job, String wish) {
        sql.update(CANCEL, job, wish);
    }

    void askToStop(UUID job, String wish) {
        sql.update("UPDATE jobs.job SET cancellation = ? WHERE id = ?", wish, job);
    }

    /** One at a time, so that the second of two sees what became of the first. */
    void lockRedrives() {
        sql.query("SELECT pg_advisory_xact_lock(hashtext('nightmail.redrive'))", row -> true);
    }

    /** Those that live again. */
    List<Steered> redrive(Collection<UUID> jobs, NewJob.Origin origin) {
        return sql.query(
                REDRIVE,
                SteeringRepository::toSteered,
                origin.trigger().text(),
                origin.actor(),
                origin.reason(),
                jobs.stream().map(UUID::toString).toArray(String[]::new));
    }

    /** Of a job that was not driven again. */
    Steering.Redriven whyNotRedriven(UUID job) {
        return sql.queryOne(WHY_NOT, row -> Steering.Redriven.valueOf(row.getString(1)), job, job)
                .orElseThrow();
    }

    /** Empty when it is not parked, and nothing has changed. */
    Optional<Steered> release(UUID job, String actor) {
        return sql.queryOne(RELEASE, SteeringRepository::toSteered, actor, job);
    }

    /** Empty when it is not uncertain, and nothing has changed. */
    Optional<Steered> resolve(UUID job, String outcome, String cause) {
        var resolved = sql.queryOne(RESOLVE, SteeringRepository::toSteered, cause, job);
        if (resolved.isPresent()) {
            sql.update(SETTLE, outcome, job);
        }
        return resolved;
    }

    private static Steered toSteered(ResultSet row) throws SQLException {
        return new Steered(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "tenant_id"),
                row.getString("kind"),
                row.getString("queue"));
    }
}
