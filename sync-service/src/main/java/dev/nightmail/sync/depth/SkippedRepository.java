package dev.nightmail.sync.depth;

import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What is skipped of mailboxes, in the transaction of a running job. */
@ApplicationScoped
public class SkippedRepository {

    /** Of a mailbox {@code m}: something is skipped by another depth than its account has now. */
    public static final String IS_OTHER =
            """
            EXISTS (
                SELECT FROM sync.skipped s JOIN sync.account a ON a.id = m.account_id
                WHERE s.mailbox_id = m.id AND s.messages > 0
                  AND s.bound <> coalesce(a.depth_messages::text, to_char(a.depth_since, 'YYYY-MM-DD'), ''))
            """;

    private final Sql sql;

    public SkippedRepository(Sql sql) {
        this.sql = sql;
    }

    /** Empty when nothing was decided for the mailbox. */
    public Optional<Skipped> find(UUID mailbox) {
        return sql.queryOne(
                "SELECT uids::text, bound FROM sync.skipped WHERE mailbox_id = ?",
                row ->
                        new Skipped(
                                UidSet.parseMultirange(row.getString("uids")),
                                row.getString("bound")),
                mailbox);
    }

    /** Whether no sync has seen the mailbox to its end, as it is numbered now. */
    boolean isUnseen(UUID mailbox) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.mailbox WHERE id = ? AND verified_at IS NULL",
                        row -> true,
                        mailbox)
                .isPresent();
    }

    /** How many messages. */
    public long count(UUID mailbox) {
        return sql.queryOne(
                        "SELECT messages FROM sync.skipped WHERE mailbox_id = ?",
                        row -> row.getLong(1),
                        mailbox)
                .orElse(0L);
    }

    /** Of these UIDs. */
    public UidSet among(UUID mailbox, UidSet uids) {
        return sql.queryOne(
                        "SELECT (uids * ?::int8multirange)::text FROM sync.skipped WHERE mailbox_id = ?",
                        row -> UidSet.parseMultirange(row.getString(1)),
                        uids.toMultirange(),
                        mailbox)
                .orElse(UidSet.EMPTY);
    }

    public void put(UUID tenant, UUID mailbox, Skipped skipped) {
        sql.update(
                """
                INSERT INTO sync.skipped (mailbox_id, reason, tenant_id, uids, messages, bound)
                VALUES (?, 'depth', ?, ?::int8multirange, ?, ?)
                ON CONFLICT (mailbox_id, reason) DO UPDATE
                SET uids = excluded.uids, messages = excluded.messages, bound = excluded.bound
                """,
                mailbox,
                tenant,
                skipped.uids().toMultirange(),
                skipped.uids().size(),
                skipped.bound());
    }

    /** These are skipped no more. Returns which of them were. */
    public UidSet takeOut(UUID mailbox, UidSet uids) {
        var taken = among(mailbox, uids);
        if (!taken.isEmpty()) {
            sql.update(
                    """
                    UPDATE sync.skipped SET uids = uids - ?::int8multirange, messages = messages - ? WHERE mailbox_id = ?
                    """,
                    taken.toMultirange(),
                    taken.size(),
                    mailbox);
        }
        return taken;
    }

    /** It is to be decided anew. */
    public void forget(UUID mailbox) {
        sql.update("DELETE FROM sync.skipped WHERE mailbox_id = ?", mailbox);
    }

    void setBound(UUID mailbox, String bound) {
        sql.update("UPDATE sync.skipped SET bound = ? WHERE mailbox_id = ?", bound, mailbox);
    }
}
