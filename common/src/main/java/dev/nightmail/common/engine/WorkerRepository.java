package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** The leases of processes, on a pool of their own so that a busy service does not look dead. */
@ApplicationScoped
class WorkerRepository {

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

    /** Whether what ends now has a day to be recorded in. */
    boolean isTodayMade() {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query("SELECT jobs.is_today_made()", row -> row.getBoolean(1))
                                .getFirst());
    }

    void makePartitions() {
        sql.transact(
                Access.machinery(), () -> sql.query("SELECT jobs.make_partitions(7)", row -> 1));
    }
}
