package dev.nightmail.sync.writeback;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.writeback.Change.Before;
import dev.nightmail.sync.writeback.Wish.FlagWish;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Wishes as they are carried out, in the transaction of a running job or of the sweep. */
@ApplicationScoped
class WriteBackRepository {

    static final int BATCH = 200;

    private final Sql sql;

    WriteBackRepository(Sql sql) {
        this.sql = sql;
    }

    /** An account for which something is to be done. */
    record Due(UUID account, UUID tenant) {}

    /**
     * Accounts with wishes that are due, and may be served; each wish is due again some minutes
     * later. An account whose job lives loses nothing by it.
     */
    List<Due> takeDue() {
        return sql.query(
                """
                WITH due AS (
                    SELECT c.id FROM sync.change c JOIN sync.account a ON a.id = c.account_id
                    WHERE c.state = 'pending' AND c.due_at <= jobs.clock() AND a.active AND a.state <> 'error'
                    ORDER BY c.due_at LIMIT ?
                    FOR UPDATE OF c SKIP LOCKED),
                taken AS (
                    UPDATE sync.change c SET due_at = jobs.clock() + interval '2 minutes'
                    FROM due WHERE c.id = due.id
                    RETURNING c.account_id, c.tenant_id)
                SELECT DISTINCT account_id, tenant_id FROM taken
                """,
                row -> new Due(Columns.uuid(row, "account_id"), Columns.uuid(row, "tenant_id")),
                BATCH);
    }

    /** Deletes some that ended so long ago; returns how many. */
    int prune(Duration kept) {
        return sql.update(
                """
                DELETE FROM sync.change WHERE id IN (
                    SELECT id FROM sync.change
                    WHERE state <> 'pending' AND ended_at < jobs.clock() - make_interval(secs => ?)
                    ORDER BY ended_at LIMIT ?)
                """,
                kept,
                BATCH);
    }

    /** Whether an account takes changes. */
    enum Standing {
        /** It was removed. */
        GONE,
        /** It is switched off, or its log-in was refused. */
        RESTING,
        SERVED
    }

    Standing standing(UUID account) {
        return sql.queryOne(
                        "SELECT active AND state <> 'error' AS served FROM sync.account WHERE id = ?",
                        row -> row.getBoolean("served") ? Standing.SERVED : Standing.RESTING,
                        account)
                .orElse(Standing.GONE);
    }

    /** Whether an attempt at one of the account's wishes was begun. */
    boolean hasTried(UUID account) {
        return sql.queryOne(
                        """
                        SELECT 1 FROM sync.change WHERE account_id = ? AND state = 'pending' AND tried_at IS NOT NULL LIMIT 1
                        """,
                        row -> true,
                        account)
                .isPresent();
    }

    /** What was wished too long ago fails; returns which. */
    List<UUID> expire(UUID account, Duration giveUpAfter) {
        return sql.query(
                """
                UPDATE sync.change SET state = 'failed', ended_at = jobs.clock(),
                       reason = CASE WHEN reason = '' THEN 'expired' ELSE reason END
                WHERE account_id = ? AND state = 'pending' AND made_at < jobs.clock() - make_interval(secs => ?)
                RETURNING id
                """,
                row -> Columns.uuid(row, "id"),
                account,
                giveUpAfter);
    }

    /** The next wish in order, unless it or one before it for the same message has to wait. */
    Optional<Change> findNext(UUID account, long after) {
        return sql.queryOne(
                """
                SELECT * FROM sync.change c
                WHERE account_id = ? AND state = 'pending' AND seq > ?
                  AND NOT EXISTS (
                      SELECT FROM sync.change e
                      WHERE e.message_id = c.message_id AND e.state = 'pending' AND e.seq <= c.seq
                        AND e.wait_until > jobs.clock())
                ORDER BY seq LIMIT 1
                """,
                WriteBackRepository::toChange,
                account,
                after);
    }

    /** Something is about to be done; false when the wish has ended meanwhile. */
    boolean begin(Change change, Before before) {
        return sql.update(
                        """
                        UPDATE sync.change SET tried_at = jobs.clock(), base_modseq = ?::bigint, target_validity = ?, target_next = ?
                        WHERE id = ? AND state = 'pending'
                        """,
                        before.modSeq().stream().boxed().findFirst(),
                        before.targetValidity(),
                        before.targetNext(),
                        change.id())
                == 1;
    }

    void end(Change change, String state, String reason) {
        sql.update(
                """
                UPDATE sync.change SET state = ?, reason = ?, ended_at = jobs.clock() WHERE id = ? AND state = 'pending'
                """,
                state,
                reason,
                change.id());
    }

    /** Nothing was done, and is to be tried again after that time. */
    void wait(Change change, String reason, Duration pause) {
        sql.update(
                """
                UPDATE sync.change
                SET reason = ?, waits = waits + 1, base_modseq = NULL, target_validity = NULL, target_next = NULL,
                    wait_until = jobs.clock() + make_interval(secs => ?), due_at = jobs.clock() + make_interval(secs => ?)
                WHERE id = ? AND state = 'pending'
                """,
                reason,
                pause,
                pause,
                change.id());
    }

    private static Change toChange(ResultSet row) throws SQLException {
        var aspect = Aspect.of(row.getString("aspect"));
        Wish wish =
                aspect == Aspect.MAILBOX
                        ? new MailboxWish(
                                Columns.uuid(row, "target_id"), Columns.findUuid(row, "from_id"))
                        : new FlagWish(aspect, row.getBoolean("wished"), row.getBoolean("known"));
        return new Change(
                row.getLong("seq"),
                Columns.uuid(row, "id"),
                Columns.uuid(row, "account_id"),
                Columns.uuid(row, "message_id"),
                wish,
                findBefore(row),
                row.getInt("waits"));
    }

    private static Optional<Before> findBefore(ResultSet row) throws SQLException {
        long validity = row.getLong("target_validity");
        if (row.wasNull()) {
            return Optional.empty();
        }
        long next = row.getLong("target_next");
        long modSeq = row.getLong("base_modseq");
        var at = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(modSeq);
        return Optional.of(new Before(at, validity, next));
    }
}
