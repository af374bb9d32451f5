package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The leases of processes, on a pool of their own so that a busy service does not look dead. */
@ApplicationScoped
class WorkerRepository {

    private static final String DEAD =
            "NOT EXISTS (SELECT FROM jobs.worker w WHERE w.id = j.worker_id AND w.expires_at > jobs.clock())";

    private static final String STRAY = "j.worker_id = ? AND j.token = ANY (?::bigint[])";

    private static final String RESCUE =
            """
            WITH lost AS MATERIALIZED (
                SELECT j.id FROM jobs.job j WHERE j.state = 'running' AND %s
                LIMIT 200
                FOR UPDATE OF j SKIP LOCKED
            ), told AS (
                INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause,
                                          args, created_at, started_at, ended_at, outcome, counts, error_code,
                                          error_text, token, worker_id)
                SELECT id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args, created_at,
                       started_at, jobs.clock(), 'rescued', counts, '%s', '', token, worker_id
                FROM jobs.job WHERE id IN (SELECT id FROM lost)
            )
            UPDATE jobs.job
            SET state = 'available', reason = '', rescues = rescues + 1, token = NULL, worker_id = NULL,
                started_at = NULL
            WHERE id IN (SELECT id FROM lost)
            """;

    private final Sql sql;

    WorkerRepository(@Identifier("heartbeat") Sql sql) {
        this.sql = sql;
    }

    void register(UUID worker, String service, Duration lease) {
        sql.transact(
                Access.machinery(),
                () ->
                        sql.update(
                                """
                                INSERT INTO jobs.worker (id, service, started_at, expires_at)
                                SELECT ?, ?, now, now + make_interval(secs => ?) FROM jobs.clock() AS now
                                """,
                                worker,
                                service,
                                lease));
    }

    /** False when the lease has run out: the identity is spent. */
    boolean renew(UUID worker, Duration lease) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.update(
                                        """
                                        UPDATE jobs.worker SET expires_at = jobs.clock() + make_interval(secs => ?)
                                        WHERE id = ? AND expires_at > jobs.clock()
                                        """,
                                        lease,
                                        worker)
                                == 1);
    }

    /** Ends the lease at once, so that what is left is rescued without waiting. */
    void retire(UUID worker) {
        sql.transact(
                Access.machinery(),
                () ->
                        sql.update(
                                "UPDATE jobs.worker SET expires_at = jobs.clock() WHERE id = ? AND expires_at > jobs.clock()",
                                worker));
    }

    /** Makes the jobs of dead processes available again; returns how many. */
    int rescue() {
        return sql.transaction(
                Access.machinery(), () -> sql.update(RESCUE.formatted(DEAD, "worker-died")));
    }

    /** The tokens of the jobs that the database thinks this worker runs. */
    Set<Long> held(UUID worker) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        new HashSet<>(
                                sql.query(
                                        "SELECT token FROM jobs.job WHERE state = 'running' AND worker_id = ?",
                                        row -> row.getLong("token"),
                                        worker)));
    }

    /** Makes jobs available again that name this worker although it does not know them. */
    int giveBack(UUID worker, Set<Long> strays) {
        var tokens = strays.stream().map(String::valueOf).toArray(String[]::new);
        return sql.transaction(
                Access.machinery(),
                () -> sql.update(RESCUE.formatted(STRAY, "claim-reply-lost"), worker, tokens));
    }

    void makePartitions() {
        sql.transact(
                Access.machinery(), () -> sql.query("SELECT jobs.make_partitions(7)", row -> 1));
    }
}
