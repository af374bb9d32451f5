package dev.nightmail.sync.gmail;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Label mailboxes, and what Gmail says of messages, in the transaction of a running job. */
@ApplicationScoped
public class GmailRepository {

    private static final String IS_LABEL =
            "account_id = ? AND role NOT IN ('all', 'junk', 'trash')";

    private static final String TAKE =
            """
            WITH found AS (
                SELECT uid, modseq, flags, gmail_id, row_number() OVER (PARTITION BY gmail_id ORDER BY uid) AS copy
                FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::numeric[]) AS n (uid, modseq, flags, gmail_id)),
            known AS (
                SELECT id, gmail_message_id AS gmail_id, CASE WHEN uid IS NOT NULL THEN mailbox_id END AS before,
                       row_number() OVER (
                           PARTITION BY gmail_message_id
                           ORDER BY gone_at IS NOT NULL, uid IS NOT NULL, mailbox_id = ? DESC NULLS LAST, gone_at DESC,
                                    id) AS copy
                FROM sync.message
                WHERE account_id = ? AND gmail_message_id = ANY (?::numeric[])
                  AND (uid IS NULL OR mailbox_id = ANY (?::uuid[]))),
            placed AS (
                UPDATE sync.message m
                SET mailbox_id = ?, uid = f.uid, modseq = f.modseq, flags = string_to_array(f.flags, ' '), gone_at = NULL
                FROM found f JOIN known k USING (gmail_id, copy) WHERE m.id = k.id
                RETURNING f.uid, m.id, k.before),
            counted AS (
                UPDATE sync.mailbox b SET stored_count = stored_count - l.messages, highest_modseq = NULL, verified_at = NULL
                FROM (SELECT before, count(*) AS messages FROM placed GROUP BY before) l WHERE b.id = l.before)
            SELECT uid, id, before IS NOT NULL AS was_elsewhere FROM placed
            """;

    private final Sql sql;

    public GmailRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * What is stored of an account's labels.
     *
     * @param hasAll whether it has a mailbox of all messages
     * @param hasLabels whether mailboxes are deselected because they are labels
     * @param hasOthers whether mailboxes that would be labels are not
     */
    public record Standing(boolean hasAll, boolean hasLabels, boolean hasOthers) {}

    public Standing standing(UUID account) {
        return sql.query(
                        """
                        SELECT coalesce(bool_or(role = 'all'), false) AS has_all,
                               coalesce(bool_or(deselected_for = 'label'), false) AS has_labels,
                               coalesce(bool_or(role NOT IN ('all', 'junk', 'trash') AND deselected_for <> 'label'), false)
                                   AS has_others
                        FROM sync.mailbox WHERE account_id = ?
                        """,
                        row ->
                                new Standing(
                                        row.getBoolean("has_all"),
                                        row.getBoolean("has_labels"),
                                        row.getBoolean("has_others")),
                        account)
                .getFirst();
    }

    /**
     * The mailboxes of these that would be labels and have been read; they have to be left first.
     */
    public List<UUID> listRead(UUID account) {
        return sql.query(
                "SELECT id FROM sync.mailbox WHERE %s AND selected AND uid_validity <> 0"
                        .formatted(IS_LABEL),
                row -> Columns.uuid(row, "id"),
                account);
    }

    public int deselect(UUID account) {
        return sql.update(
                """
                UPDATE sync.mailbox SET selected = false, deselected_for = 'label', problem = ''
                WHERE %s AND deselected_for <> 'label'
                """
                        .formatted(IS_LABEL),
                account);
    }

    public int reselect(UUID account) {
        return sql.update(
                """
                UPDATE sync.mailbox SET selected = true, deselected_for = ''
                WHERE account_id = ? AND deselected_for = 'label'
                """,
                account);
    }

    /** Whether a label is not listed that was there at the last sync. */
    public boolean missesLabel(UUID account, Collection<MailboxName> listed) {
        return sql.queryOne(
                        """
                        SELECT 1 FROM sync.mailbox
                        WHERE account_id = ? AND deselected_for = 'label' AND missing_since IS NULL AND wire_name <> ALL (?)
                        LIMIT 1
                        """,
                        row -> true,
                        account,
                        listed.stream().map(MailboxName::wire).toArray(String[]::new))
                .isPresent();
    }

    /** The labels of what is read are to be read again: an audit of these mailboxes is due. */
    public void doubtLabels(UUID account) {
        sql.update(
                "UPDATE sync.mailbox SET audited_at = NULL WHERE account_id = ? AND selected",
                account);
    }

    /** A mailbox of an account. */
    public record Place(UUID mailbox, UUID account) {}

    /**
     * A known message.
     *
     * @param wasElsewhere whether it lay in a mailbox until now that the server does not list
     */
    public record Known(UUID id, boolean wasElsewhere) {}

    /**
     * Gives those of the messages a place that are known by Gmail's id and have none, or only one
     * in a mailbox that the server does not list, which is opened if it is listed again. Returns
     * them by UID.
     *
     * @param unlisted the mailboxes that are not listed
     */
    public Map<Long, Known> take(Place place, List<FetchedMessage> page, Set<UUID> unlisted) {
        var told = page.stream().filter(message -> message.gmail().isPresent()).toList();
        var taken = new HashMap<Long, Known>();
        if (told.isEmpty()) {
            return taken;
        }
        var p = new Columnar<>(told);
        sql.query(
                TAKE,
                row ->
                        taken.put(
                                row.getLong("uid"),
                                new Known(
                                        Columns.uuid(row, "id"), row.getBoolean("was_elsewhere"))),
                p.texts(FetchedMessage::uid),
                p.found(n -> n.modSeq().stream().boxed().findFirst()),
                p.texts(n -> String.join(" ", n.flags())),
                p.texts(n -> id(n)),
                place.mailbox(),
                place.account(),
                p.texts(n -> id(n)),
                new Columnar<>(List.copyOf(unlisted)).texts(id -> id),
                place.mailbox());
        return taken;
    }

    private static String id(FetchedMessage message) {
        return message.gmail().map(FetchedMessage.Gmail::messageId).orElseThrow();
    }

    /** Keeps what Gmail says of the messages of these UIDs; returns of how many that was new. */
    public int put(UUID mailbox, Map<Long, FetchedMessage.Gmail> byUid) {
        if (byUid.isEmpty()) {
            return 0;
        }
        var g = new Columnar<>(List.copyOf(byUid.entrySet()));
        return sql.update(
                """
                UPDATE sync.message m
                SET gmail_message_id = n.message_id, gmail_thread_id = n.thread_id, labels = string_to_array(n.labels, E'\\n')
                FROM unnest(?::bigint[], ?::numeric[], ?::numeric[], ?::text[]) AS n (uid, message_id, thread_id, labels)
                WHERE m.mailbox_id = ? AND m.uid = n.uid
                  AND (m.gmail_message_id, m.gmail_thread_id, m.labels)
                      IS DISTINCT FROM (n.message_id, n.thread_id, string_to_array(n.labels, E'\\n'))
                """,
                g.texts(Map.Entry::getKey),
                g.texts(n -> n.getValue().messageId()),
                g.texts(n -> n.getValue().threadId()),
                g.texts(n -> String.join("\n", n.getValue().labels())),
                mailbox);
    }

    /** Messages of which Gmail's ids are not known. */
    public UidSet listUnknown(UUID mailbox) {
        return UidSet.of(
                sql.query(
                        """
                        SELECT uid FROM sync.message
                        WHERE mailbox_id = ? AND uid IS NOT NULL AND gmail_message_id IS NULL
                        """,
                        row -> row.getLong(1),
                        mailbox));
    }
}
