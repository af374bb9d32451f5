package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Label;
import dev.nightmail.sync.gmail.Gmail;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What callers read of accounts' mailboxes, in the transaction of a request. */
@ApplicationScoped
public class ViewRepository {

    /** Messages that are counted as unseen. */
    private static final int MOST_UNSEEN = 10_000;

    /** Of INBOX that shows a label those are looked at that have it. */
    private static final String MAILBOXES =
            """
            SELECT m.*, (SELECT count(*) FROM sync.quarantine q WHERE q.mailbox_id = m.id) AS quarantined,
                   s.reason AS skip_reason, s.messages AS skipped,
                   CASE WHEN m.deselected_for = 'label' AND upper(m.wire_name) = 'INBOX' THEN
                       (SELECT count(*) FILTER (WHERE NOT few.flags @> ARRAY['\\Seen']) FROM (
                            SELECT u.flags FROM sync.message u
                            WHERE u.account_id = m.account_id AND u.labels @> ARRAY['\\Inbox'] AND u.gone_at IS NULL
                            ORDER BY u.internal_date DESC, u.id DESC LIMIT ?) AS few)
                   ELSE
                       (SELECT count(*) FROM (
                            SELECT FROM sync.message u
                            WHERE u.mailbox_id = m.id AND NOT u.flags @> ARRAY['\\Seen'] AND u.gone_at IS NULL
                            LIMIT ?) AS few)
                   END AS unseen
            FROM sync.mailbox m LEFT JOIN sync.skipped s ON s.mailbox_id = m.id AND s.messages > 0
            """;

    private final Sql sql;

    public ViewRepository(Sql sql) {
        this.sql = sql;
    }

    public boolean hasAccount(UUID account) {
        return sql.queryOne("SELECT 1 FROM sync.account WHERE id = ?", row -> true, account)
                .isPresent();
    }

    /** One whose account was removed is about to go. */
    boolean hasMailbox(UUID mailbox) {
        return sql.queryOne(
                        """
                        SELECT 1 FROM sync.mailbox m JOIN sync.account a ON a.id = m.account_id WHERE m.id = ?
                        """,
                        row -> true,
                        mailbox)
                .isPresent();
    }

    /** The label of an account that a mailbox shows. */
    record Labelled(UUID account, Label label) {}

    /** Empty for a mailbox that shows none, or is another account's than this one. */
    Optional<Labelled> findLabel(UUID mailbox, Optional<UUID> account) {
        return sql.queryOne(
                """
                SELECT account_id, name, role FROM sync.mailbox
                WHERE id = ? AND deselected_for = 'label' AND account_id = coalesce(?::uuid, account_id)
                """,
                row ->
                        new Labelled(
                                Columns.uuid(row, "account_id"),
                                new Label(
                                        Gmail.labels(
                                                row.getString("name"), row.getString("role")))),
                mailbox,
                account);
    }

    /** INBOX first. */
    public List<MailboxView> listMailboxes(UUID account) {
        var ids = idsByName("account_id = ?", account);
        return sql.query(
                MAILBOXES + "WHERE m.account_id = ? ORDER BY upper(m.wire_name) <> 'INBOX', m.name",
                row -> toMailbox(row, ids),
                MOST_UNSEEN,
                MOST_UNSEEN,
                account);
    }

    public Optional<MailboxView> findMailbox(UUID mailbox) {
        var ids =
                idsByName(
                        "account_id = (SELECT account_id FROM sync.mailbox WHERE id = ?)", mailbox);
        return sql.queryOne(
                MAILBOXES
                        + "WHERE m.id = ? AND EXISTS (SELECT FROM sync.account a WHERE a.id ="
                        + " m.account_id)",
                row -> toMailbox(row, ids),
                MOST_UNSEEN,
                MOST_UNSEEN,
                mailbox);
    }

    /** Of an account's mailboxes; of two with the same name, that of the lower id. */
    private Map<String, UUID> idsByName(String condition, UUID value) {
        var ids = new HashMap<String, UUID>();
        sql.query(
                "SELECT name, id FROM sync.mailbox WHERE " + condition + " ORDER BY id",
                row -> {
                    ids.putIfAbsent(row.getString("name"), Columns.uuid(row, "id"));
                    return true;
                },
                value);
        return ids;
    }

    /** That in whose name this one's goes on. */
    private static Optional<UUID> parent(String name, String delimiter, Map<String, UUID> ids) {
        int end = delimiter.isEmpty() ? -1 : name.lastIndexOf(delimiter);
        return end < 0 ? Optional.empty() : Optional.ofNullable(ids.get(name.substring(0, end)));
    }

    private static MailboxView toMailbox(ResultSet row, Map<String, UUID> ids) throws SQLException {
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
                parent(row.getString("name"), row.getString("delimiter"), ids),
                Optional.of(row.getString("delimiter")).filter(text -> !text.isEmpty()),
                row.getString("role"),
                row.getBoolean("selected"),
                findDeselection(row),
                exists,
                stored,
                quarantined,
                row.getLong("unseen"),
                skipped,
                verified.isPresent() && problem.isEmpty() && exists == accounted,
                UidSet.parseMultirange(row.getString("covered")).toString(),
                verified,
                Optional.of(problem).filter(text -> !text.isEmpty()),
                Columns.findInstant(row, "missing_since"));
    }

    /** Somebody may have chosen it nevertheless. */
    private static Optional<String> findDeselection(ResultSet row) throws SQLException {
        return row.getBoolean("selected")
                ? Optional.empty()
                : Columns.findText(row, "deselected_for").filter(reason -> !reason.isEmpty());
    }

    /** There is one reason so far, and a mailbox has one row of it. */
    private static List<MailboxView.Skipped> toSkipped(ResultSet row) throws SQLException {
        long messages = row.getLong("skipped");
        return Columns.findText(row, "skip_reason").stream()
                .map(reason -> new MailboxView.Skipped(reason, messages))
                .toList();
    }
}
