package dev.nightmail.sync.account;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.TlsMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The columns of accounts that syncs read and write, in the caller's transaction. */
@ApplicationScoped
public class SyncStateRepository {

    static final int BATCH = 200;

    private final Sql sql;
    private final StoredCredentials credentials;

    public SyncStateRepository(Sql sql, StoredCredentials credentials) {
        this.sql = sql;
        this.credentials = credentials;
    }

    /** An account that is due, and whose it is. */
    record Due(UUID id, UUID tenant) {}

    /**
     * Takes due accounts and moves each to its next due time, up to a twentieth of its interval
     * later or earlier, so that accounts added together drift apart.
     */
    List<Due> takeDue() {
        return sql.query(
                """
                WITH due AS (
                    SELECT id FROM sync.account
                    WHERE active AND state <> 'error' AND next_due_at <= jobs.clock()
                    ORDER BY next_due_at LIMIT ?
                    FOR UPDATE SKIP LOCKED)
                UPDATE sync.account a
                SET next_due_at = jobs.clock()
                        + make_interval(mins => a.sync_interval_minutes) * (0.95 + random() / 10)
                FROM due WHERE a.id = due.id
                RETURNING a.id, a.tenant_id
                """,
                row -> new Due(Columns.uuid(row, "id"), Columns.uuid(row, "tenant_id")),
                BATCH);
    }

    /** Where to log in; empty when the account is gone or switched off. */
    public Optional<ImapEndpoint> findEndpoint(UUID account) {
        return sql.queryOne(
                """
                SELECT id, tenant_id, imap_host, imap_port, imap_tls, username, secret, oauth_provider
                FROM sync.account WHERE id = ? AND active
                """,
                this::toEndpoint,
                account);
    }

    /** Whether the account is there at all. */
    public boolean exists(UUID account) {
        return sql.queryOne("SELECT 1 FROM sync.account WHERE id = ?", row -> true, account)
                .isPresent();
    }

    /**
     * Keeps the account from being removed for the rest of the transaction; false when it is gone
     * or switched off.
     */
    public boolean hold(UUID account) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.account WHERE id = ? AND active FOR KEY SHARE",
                        row -> true,
                        account)
                .isPresent();
    }

    /** The first sync of an account has begun. */
    public void markSyncing(UUID account) {
        sql.update(
                "UPDATE sync.account SET state = 'syncing' WHERE id = ? AND state = 'pending'",
                account);
    }

    public void markSynced(UUID account) {
        sql.update(
                """
                UPDATE sync.account
                SET state = 'ok', last_synced_at = jobs.clock(), retry_count = 0, sync_error = ''
                WHERE id = ?
                """,
                account);
    }

    /** The log-in was refused: nothing is tried until the owner acts. */
    public void markRefused(UUID account, String error) {
        sql.update(
                """
                UPDATE sync.account SET state = 'error', retry_count = retry_count + 1, sync_error = ? WHERE id = ?
                """,
                error,
                account);
    }

    /** A failure that may pass; the third in a row is a warning. */
    public void markFailed(UUID account, String error) {
        sql.update(
                """
                UPDATE sync.account
                SET retry_count = retry_count + 1, sync_error = ?,
                    state = CASE WHEN retry_count >= 2 THEN 'warning' ELSE state END
                WHERE id = ?
                """,
                error,
                account);
    }

    /** The server asks for patience, which is no failure. */
    public void markThrottled(UUID account, Duration pause) {
        sql.update(
                """
                UPDATE sync.account
                SET sync_error = 'throttled', next_due_at = jobs.clock() + make_interval(secs => ?)
                WHERE id = ?
                """,
                pause,
                account);
    }

    private ImapEndpoint toEndpoint(ResultSet row) throws SQLException {
        return new ImapEndpoint(
                row.getString("imap_host"),
                row.getInt("imap_port"),
                TlsMode.valueOf(row.getString("imap_tls").toUpperCase(Locale.ROOT)),
                row.getString("username"),
                credentials.read(row));
    }
}
