package dev.nightmail.sync.account;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.TlsMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /** Which edit of the account stands; 0 when there is none. */
    public int version(UUID account) {
        return sql.queryOne(
                        "SELECT version FROM sync.account WHERE id = ?",
                        row -> row.getInt("version"),
                        account)
                .orElse(0);
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

    /**
     * A sync has begun; the first one fixes the account's first cursor.
     *
     * @return whether it was fixed now
     */
    public boolean begin(UUID account) {
        sql.update(
                "UPDATE sync.account SET state = 'syncing' WHERE id = ? AND state = 'pending'",
                account);
        return sql.update(
                        "UPDATE sync.account SET cursor_at = jobs.clock() WHERE id = ? AND cursor_at IS NULL",
                        account)
                == 1;
    }

    /** Since when mail counts as received, and whether all mailboxes have been seen since. */
    public record Since(Optional<Instant> cursor, boolean isFilled) {}

    public Since since(UUID account) {
        return sql.queryOne(
                        "SELECT cursor_at, filled_at IS NOT NULL AS filled FROM sync.account WHERE id = ?",
                        row ->
                                new Since(
                                        Columns.findInstant(row, "cursor_at"),
                                        row.getBoolean("filled")),
                        account)
                .orElseGet(() -> new Since(Optional.empty(), false));
    }

    /**
     * How the state of an account has changed.
     *
     * @param hasFailed whether it was told to fail, and not yet to have recovered
     */
    public record Change(String before, String after, boolean hasFailed) {

        static final Change NONE = new Change("", "", false);

        /** Whether it fails now, and did not in this way before. */
        public boolean isNewFailure() {
            return !after.equals(before) && isFailure(after);
        }

        public boolean isRecovery() {
            return !isFailure(after) && hasFailed;
        }

        private static boolean isFailure(String state) {
            return state.equals("warning") || state.equals("error");
        }
    }

    /** How deep its mailboxes are taken. */
    public Depth depth(UUID account) {
        return sql.queryOne(
                        "SELECT depth_messages, depth_since FROM sync.account WHERE id = ?",
                        row ->
                                new Depth(
                                        Columns.findText(row, "depth_messages")
                                                .map(Integer::valueOf),
                                        Columns.findText(row, "depth_since").map(LocalDate::parse)),
                        account)
                .orElse(Depth.WHOLE);
    }

    public Change markSynced(UUID account) {
        return change(
                account,
                """
                state = 'ok', last_synced_at = jobs.clock(), filled_at = coalesce(filled_at, jobs.clock()),
                retry_count = 0, sync_error = '', failing_since = NULL
                """);
    }

    /**
     * The log-in was refused: nothing is tried until the owner acts. Nothing changes when that has
     * happened already: what was refused is not what stands now.
     *
     * @param version that was tried
     */
    public Change markRefused(UUID account, int version, String error) {
        return version == version(account)
                ? change(
                        account,
                        """
                        state = 'error', retry_count = retry_count + 1, sync_error = ?,
                        failing_since = coalesce(failing_since, jobs.clock())
                        """,
                        error)
                : Change.NONE;
    }

    /** A failure that may pass; the third in a row is a warning. */
    public Change markFailed(UUID account, String error) {
        return change(
                account,
                """
                retry_count = retry_count + 1, sync_error = ?,
                state = CASE WHEN retry_count >= 2 THEN 'warning' ELSE account.state END,
                failing_since = CASE WHEN retry_count >= 2 THEN coalesce(failing_since, jobs.clock()) ELSE failing_since END
                """,
                error);
    }

    /** What would be too much to let go at once is kept, and shown. */
    public void withhold(UUID account, long messages) {
        sql.update(
                """
                UPDATE sync.account SET withheld_count = ?, withheld_since = coalesce(withheld_since, jobs.clock())
                WHERE id = ?
                """,
                messages,
                account);
    }

    /** Whether it has been withheld for so long, or somebody has confirmed it. */
    public boolean mayLetGo(UUID account, Duration hold) {
        return sql.queryOne(
                        """
                        SELECT coalesce(withheld_since <= jobs.clock() - make_interval(secs => ?), false)
                        FROM sync.account WHERE id = ?
                        """,
                        row -> row.getBoolean(1),
                        hold,
                        account)
                .orElse(false);
    }

    /** Nothing is withheld any more. */
    public void letGo(UUID account) {
        sql.update(
                """
                UPDATE sync.account SET withheld_count = 0, withheld_since = NULL
                WHERE id = ? AND withheld_since IS NOT NULL
                """,
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

    private Change change(UUID account, String assignments, Object... values) {
        var args = new Object[values.length + 2];
        System.arraycopy(values, 0, args, 0, values.length);
        args[values.length] = account;
        args[values.length + 1] = account;
        return sql.queryOne(
                        """
                        UPDATE sync.account SET %s
                        FROM (SELECT state AS old_state, failing_since IS NOT NULL AS had_failed FROM sync.account WHERE id = ? FOR UPDATE) old
                        WHERE id = ?
                        RETURNING old_state, state, had_failed
                        """
                                .formatted(assignments.strip()),
                        row ->
                                new Change(
                                        row.getString("old_state"),
                                        row.getString("state"),
                                        row.getBoolean("had_failed")),
                        args)
                .orElse(Change.NONE);
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
