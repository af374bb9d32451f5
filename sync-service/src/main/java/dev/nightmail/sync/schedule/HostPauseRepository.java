package dev.nightmail.sync.schedule;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Servers that nobody asks for a while, because whole connections have failed, for whichever
 * accounts; in the transaction of a running job.
 */
@ApplicationScoped
public class HostPauseRepository {

    private final Sql sql;

    public HostPauseRepository(Sql sql) {
        this.sql = sql;
    }

    /** How long the account's server is to be left alone yet. */
    public Optional<Duration> findRest(UUID account) {
        return sql.queryOne(
                """
                SELECT ceil(extract(epoch FROM p.not_before - jobs.clock()))::bigint AS seconds
                FROM sync.account a JOIN sync.host_pause p ON p.host = lower(a.imap_host) AND p.port = a.imap_port
                WHERE a.id = ? AND p.not_before > jobs.clock()
                """,
                row -> Duration.ofSeconds(row.getLong("seconds")),
                account);
    }

    /**
     * A connection did not come about, or was turned away before the log-in: the third in a row
     * begins a pause of a minute, those that fail when it is over one of 5 and then of 15. Failures
     * within a pause are of connections that were under way.
     */
    public void addFailure(UUID account) {
        sql.update(
                """
                INSERT INTO sync.host_pause AS p (host, port, failures)
                SELECT lower(imap_host), imap_port, 1 FROM sync.account WHERE id = ?
                ON CONFLICT (host, port) DO UPDATE SET failures = p.failures + 1,
                    (pauses, not_before) = (
                        SELECT CASE WHEN begins THEN p.pauses + 1 ELSE p.pauses END,
                               CASE WHEN begins THEN jobs.clock() + make_interval(
                                        mins => CASE p.pauses WHEN 0 THEN 1 WHEN 1 THEN 5 ELSE 15 END)
                                    ELSE p.not_before END
                        FROM (SELECT p.failures >= 2 AND coalesce(p.not_before <= jobs.clock(), true) AS begins) now)
                """,
                account);
    }

    /** A sync has succeeded. */
    public void prove(UUID account) {
        sql.update(
                """
                DELETE FROM sync.host_pause p USING sync.account a
                WHERE a.id = ? AND p.host = lower(a.imap_host) AND p.port = a.imap_port
                """,
                account);
    }
}
