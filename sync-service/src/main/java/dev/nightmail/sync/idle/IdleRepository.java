package dev.nightmail.sync.idle;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.MailboxName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Who listens to which account, in a transaction of the machinery. */
@ApplicationScoped
class IdleRepository {

    private final Sql sql;

    IdleRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * An account that is this process's to listen to.
     *
     * @param failures of connections in a row that have not proved themselves
     * @param longest how long its server bears silence, if it has hung up before
     */
    record Taken(UUID account, UUID tenant, long token, int failures, Optional<Duration> longest) {}

    /** Those of the process's that are still its own and wanted, by account; all for so long. */
    Map<UUID, Long> renew(UUID process, Duration lease) {
        var held = new HashMap<UUID, Long>();
        sql.query(
                """
                UPDATE sync.idle i SET expires_at = jobs.clock() + make_interval(secs => ?)
                FROM sync.account a
                WHERE i.holder = ? AND i.expires_at > jobs.clock() AND a.id = i.account_id
                  AND a.idle AND a.active AND a.state <> 'error'
                RETURNING i.account_id, i.token
                """,
                row -> held.put(Columns.uuid(row, "account_id"), row.getLong("token")),
                lease,
                process);
        return held;
    }

    /** Up to so many that nobody listens to, and whose time has come. */
    List<Taken> take(UUID process, Duration lease, int atMost) {
        return sql.query(
                """
                INSERT INTO sync.idle AS i (account_id, tenant_id, holder, token, expires_at, retry_at)
                SELECT a.id, a.tenant_id, ?, nextval('sync.idle_token'), jobs.clock() + make_interval(secs => ?), jobs.clock()
                FROM sync.account a LEFT JOIN sync.idle h ON h.account_id = a.id
                WHERE a.idle AND a.active AND a.state NOT IN ('error', 'pending', 'syncing')
                  AND (h.account_id IS NULL OR h.expires_at <= jobs.clock() AND h.retry_at <= jobs.clock())
                ORDER BY h.retry_at NULLS FIRST LIMIT ?
                ON CONFLICT (account_id) DO UPDATE
                SET holder = excluded.holder, token = excluded.token, expires_at = excluded.expires_at
                WHERE i.expires_at <= jobs.clock() AND i.retry_at <= jobs.clock()
                RETURNING account_id, tenant_id, token, failures, longest_seconds
                """,
                row -> {
                    int seconds = row.getInt("longest_seconds");
                    return new Taken(
                            Columns.uuid(row, "account_id"),
                            Columns.uuid(row, "tenant_id"),
                            row.getLong("token"),
                            row.getInt("failures"),
                            seconds == 0
                                    ? Optional.empty()
                                    : Optional.of(Duration.ofSeconds(seconds)));
                },
                process,
                lease,
                atMost);
    }

    /**
     * How a connection has ended.
     *
     * @param failures that count from now on
     * @param pause before the next one
     */
    record End(int failures, Duration pause, Optional<Duration> longest, String problem) {}

    /** The account may be taken by anybody after the pause. */
    void release(Taken taken, End end) {
        sql.update(
                """
                UPDATE sync.idle
                SET expires_at = jobs.clock(), retry_at = jobs.clock() + make_interval(secs => ?), failures = ?,
                    longest_seconds = ?::int, problem = ?
                WHERE account_id = ? AND token = ?
                """,
                end.pause(),
                end.failures(),
                end.longest().map(Duration::toSeconds),
                end.problem(),
                taken.account(),
                taken.token());
    }

    /** All of a process that stops may be taken at once. */
    void releaseAll(UUID process) {
        sql.update(
                "UPDATE sync.idle SET expires_at = jobs.clock() WHERE holder = ? AND expires_at > jobs.clock()",
                process);
    }

    /** What the last sync has found in the mailbox where that lies which comes to INBOX. */
    record Stored(
            MailboxName name, long uidValidity, long uidNext, long messages, OptionalLong modSeq) {}

    /** In a transaction of the account's tenant. An INBOX that is a label is never read itself. */
    Optional<Stored> findInbox(UUID account) {
        return sql.queryOne(
                """
                SELECT wire_name, uid_validity, uid_next, exists_count, highest_modseq FROM sync.mailbox
                WHERE account_id = ?
                  AND (upper(wire_name) = 'INBOX' AND deselected_for <> 'label' OR role = 'all' AND selected)
                ORDER BY upper(wire_name) <> 'INBOX', missing_since IS NOT NULL, id LIMIT 1
                """,
                row -> {
                    long modSeq = row.getLong("highest_modseq");
                    return new Stored(
                            new MailboxName(row.getString("wire_name")),
                            row.getLong("uid_validity"),
                            row.getLong("uid_next"),
                            row.getLong("exists_count"),
                            modSeq == 0 ? OptionalLong.empty() : OptionalLong.of(modSeq));
                },
                account);
    }
}
