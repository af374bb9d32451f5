package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What callers read of mailboxes and messages, in the transaction of a request. */
@ApplicationScoped
public class ViewRepository {

    private final Sql sql;

    public ViewRepository(Sql sql) {
        this.sql = sql;
    }

    boolean hasAccount(UUID account) {
        return sql.queryOne("SELECT 1 FROM sync.account WHERE id = ?", row -> true, account)
                .isPresent();
    }

    public List<MailboxView> listMailboxes(UUID account) {
        return sql.query(
                """
                SELECT m.*, (SELECT count(*) FROM sync.quarantine q WHERE q.mailbox_id = m.id) AS quarantined,
                       s.reason AS skip_reason, s.messages AS skipped
                FROM sync.mailbox m LEFT JOIN sync.skipped s ON s.mailbox_id = m.id AND s.messages > 0
                WHERE account_id = ? ORDER BY upper(wire_name) <> 'INBOX', name
                """,
                ViewRepository::toMailbox,
                account);
    }

    /** Messages of an account, newest first, from below the given one on. */
    List<MessageView> listMessages(UUID account, Optional<UUID> after, int atMost) {
        return sql.query(
                """
                SELECT m.id, m.mailbox_id, m.uid, m.flags, m.message_id, m.subject, m.sent_at, m.internal_date, m.size,
                       m.has_attachments, m.labels, m.gmail_message_id, m.gmail_thread_id,
                       (SELECT p.address FROM sync.participant p
                        WHERE p.message_id = m.id AND p.role = 'from' ORDER BY p.position LIMIT 1) AS sender
                FROM sync.message m
                WHERE m.account_id = ? AND m.gone_at IS NULL
                  AND (?::uuid IS NULL OR (m.internal_date, m.id)
                        < (SELECT internal_date, id FROM sync.message WHERE id = ?::uuid))
                ORDER BY m.internal_date DESC, m.id DESC LIMIT ?
                """,
                ViewRepository::toMessage,
                account,
                after,
                after,
                atMost);
    }

    private static MailboxView toMailbox(ResultSet row) throws SQLException {
        long exists = row.getLong("exists_count");
        long stored = row.getLong("stored_count");
        long quarantined = row.getLong("quarantined");
        var skipped = toSkipped(row);
        long accounted = stored + quarantined + row.getLong("skipped");
        var verified = Columns.findInstant(row, "verified_at");
        var problem = row.getString("problem");
        return new MailboxView(
                Columns.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                row.getBoolean("selected"),
                Columns.findText(row, "deselected_for").filter(reason -> !reason.isEmpty()),
                exists,
                stored,
                quarantined,
                skipped,
                verified.isPresent() && problem.isEmpty() && exists == accounted,
                UidSet.parseMultirange(row.getString("covered")).toString(),
                verified,
                Optional.of(problem).filter(text -> !text.isEmpty()),
                Columns.findInstant(row, "missing_since"));
    }

    /** There is one reason so far, and a mailbox has one row of it. */
    private static List<MailboxView.Skipped> toSkipped(ResultSet row) throws SQLException {
        long messages = row.getLong("skipped");
        return Columns.findText(row, "skip_reason").stream()
                .map(reason -> new MailboxView.Skipped(reason, messages))
                .toList();
    }

    private static MessageView toMessage(ResultSet row) throws SQLException {
        return new MessageView(
                Columns.uuid(row, "id"),
                Columns.findUuid(row, "mailbox_id"),
                Columns.findText(row, "uid").map(Long::valueOf),
                List.of((String[]) row.getArray("flags").getArray()),
                Columns.findTexts(row, "labels"),
                Columns.findText(row, "gmail_message_id"),
                Columns.findText(row, "gmail_thread_id"),
                Columns.findText(row, "message_id").map(id -> "<" + id + ">"),
                row.getString("subject"),
                Columns.findText(row, "sender"),
                Columns.findInstant(row, "sent_at"),
                Columns.findInstant(row, "internal_date"),
                row.getLong("size"),
                row.getBoolean("has_attachments"));
    }
}
