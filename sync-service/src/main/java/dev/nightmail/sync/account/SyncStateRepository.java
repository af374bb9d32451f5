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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The columns of accounts that syncs read and write, in the caller's transaction. */
@ApplicationScoped
public class SyncStateRepository {

    private final Sql sql;
    private final StoredCredentials credentials;

    public SyncStateRepository(Sql sql, StoredCredentials credentials) {
        this.sql = sql;
        this.credentials = credentials;
    }

    /** Where to log in; empty when the account is gone or switched off. */
    public Optional<ImapEndpoint> findEndpoint(UUID account) {
        return findStart(account).map(Start::endpoint);
    }

    /** Where a sync logs in, and what it begins with. */
    public record Start(ImapEndpoint endpoint, Beginning beginning) {}

    /** Empty when the account is gone or switched off. */
    public Optional<Start> findStart(UUID account) {
        return sql.queryOne(
                """
                SELECT id, tenant_id, imap_host, imap_port, imap_tls, username, secret, oauth_provider, version,
                       jobs.clock() AS at
                FROM sync.account WHERE id = ? AND active
                """,
                row -> new Start(toEndpoint(row), toBeginning(account, row)),
                account);
    }

    /**
     * What a sync begins with.
     *
     * @param version of the account: which edit stands
     */
    public record Beginning(UUID account, int version, Instant at) {}

    private static Beginning toBeginning(UUID account, ResultSet row) throws SQLException {
        return new Beginning(account, row.getInt("version"), Columns.instant(row, "at"));
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
                        "UPDATE sync.account SET cursor_at = jobs.clock() WHERE id = ? AND"
                                + " cursor_at IS NULL",
                        account)
                == 1;
    }

    /** Since when mail counts as received, and whether all mailboxes have been seen since. */
    public record Since(Optional<Instant> cursor, boolean isFilled) {}

    public Since since(UUID account) {
        return sql.queryOne(
                        "SELECT cursor_at, filled_at IS NOT NULL AS filled FROM sync.account WHERE"
                                + " id = ?",
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
     * @param cycle how long the cycle has taken that ends here, since it was due, in intervals of
     *     the account; empty for one that was not due
     */
    public record Change(String before, String after, boolean hasFailed, Optional<Double> cycle) {

        static final Change NONE = new Change("", "", false, Optional.empty());

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

    /** All that was there when the sync began is here. */
    public Change markSynced(Beginning sync) {
        return change(
                sync.account(),
                """
                state = 'ok', last_synced_at = jobs.clock(), filled_at = coalesce(filled_at, jobs.clock()),
                retry_count = 0, sync_error = '', failing_since = NULL, lacks_since = NULL, fresh_at = ?,
                cycle_due_at = NULL, syncs_completed = syncs_completed + 1
                """,
                sync.at());
    }

    /** More is lacking than a sync may fetch: a back-fill is due. */
    public void markLacking(UUID account) {
        sql.update(
                """
                UPDATE sync.account SET lacks_since = coalesce(lacks_since, jobs.clock()), next_due_at = jobs.clock()
                WHERE id = ?
                """,
                account);
    }

    /**
     * The log-in was refused: nothing is tried until the owner acts. Nothing changes when that has
     * happened already: what was refused is not what stands now.
     *
     * @param tried the account as it was then
     */
    public Change markRefused(Beginning tried, String error) {
        var account = tried.account();
        return stands(tried)
                ? change(
                        account,
                        """
                        state = 'error', retry_count = retry_count + 1, sync_error = ?, syncs_failed = syncs_failed + 1,
                        failing_since = coalesce(failing_since, jobs.clock())
                        """,
                        error)
                : Change.NONE;
    }

    private boolean stands(Beginning tried) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.account WHERE id = ? AND version = ?",
                        row -> true,
                        tried.account(),
                        tried.version())
                .isPresent();
    }

    /** A failure that may pass; the third in a row is a warning. */
    public Change markFailed(UUID account, String error) {
        return change(
                account,
                """
                retry_count = retry_count + 1, sync_error = ?, syncs_failed = syncs_failed + 1,
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
                        FROM (SELECT state AS old_state, failing_since IS NOT NULL AS had_failed, cycle_due_at AS due_at
                              FROM sync.account WHERE id = ? FOR UPDATE) old
                        WHERE id = ?
                        RETURNING old_state, state, had_failed,
                                  extract(epoch FROM jobs.clock() - due_at) / (60 * sync_interval_minutes) AS cycle
                        """
                                .formatted(assignments.strip()),
                        row ->
                                new Change(
                                        row.getString("old_state"),
                                        row.getString("state"),
                                        row.getBoolean("had_failed"),
                                        Columns.findText(row, "cycle").map(Double::valueOf)),
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
