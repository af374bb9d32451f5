package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Moves jobs towards running. */
@ApplicationScoped
class ClaimRepository {

    /**
     * {@code array_position} and not {@code = ANY}: of the latter the planner thinks that it lets
     * few rows through, and then reads and sorts the whole backlog instead of walking the index.
     */
    private static final String CLAIM =
            """
            WITH next AS MATERIALIZED (
                SELECT id FROM jobs.job
                WHERE state = 'available' AND queue = ? AND array_position(?::text[], kind || '/' || version) IS NOT NULL
                  AND (?::uuid IS NULL OR id = ?::uuid)
                  AND EXISTS (SELECT FROM jobs.worker WHERE id = ? AND expires_at > jobs.clock())
                ORDER BY priority, run_at, id
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            )
            UPDATE jobs.job j
            SET state = 'running', reason = '', attempt = attempt + 1, token = nextval('jobs.token'),
                worker_id = ?, started_at = jobs.clock()
            FROM next WHERE j.id = next.id
            RETURNING j.id, j.token, j.worker_id, j.tenant_id, j.kind, j.attempt, j.failures, j.progress_done, j.args, j.checkpoint,
                      j.counts
            """;

    private static final String PROMOTE =
            """
            UPDATE jobs.job SET state = 'available', reason = ''
            WHERE id IN (
                SELECT id FROM jobs.job
                WHERE state = ANY ('{scheduled,retryable}') AND run_at <= jobs.clock()
                ORDER BY run_at LIMIT 500
                FOR UPDATE SKIP LOCKED)
            """;

    private final Sql sql;

    ClaimRepository(Sql sql) {
        this.sql = sql;
    }

    /** Claims at most so many jobs of the queue that this process knows how to do. */
    List<Claim> claim(UUID worker, String queue, Set<String> kindIds, int atMost) {
        return claim(worker, queue, kindIds, atMost, Optional.empty());
    }

    /** Claims one job by its id, if it is available. */
    Optional<Claim> claimOnly(UUID worker, UUID job, String queue, Set<String> kindIds) {
        return claim(worker, queue, kindIds, 1, Optional.of(job)).stream().findFirst();
    }

    private List<Claim> claim(
            UUID worker, String queue, Set<String> kindIds, int atMost, Optional<UUID> only) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                CLAIM,
                                ClaimRepository::toClaim,
                                queue,
                                kindIds.toArray(String[]::new),
                                only,
                                only,
                                worker,
                                atMost,
                                worker));
    }

    /** How the last attempt ended, once the job no longer runs or waits for its first one. */
    Optional<Engine.End> findEnd(UUID job) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                """
                                SELECT outcome, attempt, counts, error_code, error_text
                                FROM jobs.attempt
                                WHERE job_id = ? AND outcome NOT IN ('rescued', 'returned')
                                ORDER BY ended_at DESC LIMIT 1
                                """,
                                row ->
                                        new Engine.End(
                                                row.getString("outcome").equals("completed"),
                                                "%s attempt=%d counts=%s %s %s"
                                                        .formatted(
                                                                row.getString("outcome"),
                                                                row.getInt("attempt"),
                                                                row.getString("counts"),
                                                                row.getString("error_code"),
                                                                row.getString("error_text"))
                                                        .strip()),
                                job));
    }

    /** Makes available what is due; returns how many jobs that were. */
    int promote() {
        return sql.transaction(Access.machinery(), () -> sql.update(PROMOTE));
    }

    private static Claim toClaim(ResultSet row) throws SQLException {
        return new Claim(
                Columns.uuid(row, "id"),
                row.getLong("token"),
                Columns.uuid(row, "worker_id"),
                Columns.uuid(row, "tenant_id"),
                row.getString("kind"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getLong("progress_done"),
                row.getString("args"),
                Columns.findText(row, "checkpoint"),
                row.getString("counts"));
    }
}
