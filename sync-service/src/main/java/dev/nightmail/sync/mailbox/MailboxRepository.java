package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.depth.SkippedRepository;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.RemoteMailbox;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.SpecialUse;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Mailboxes and their ledgers, in the transaction of a running job; rows refuse an older token. */
@ApplicationScoped
class MailboxRepository {

    private static final String ITS_MESSAGES =
            "(SELECT count(m.uid) FROM sync.message m WHERE m.mailbox_id = mailbox.id)";

    private final Sql sql;
    private final Ids ids;

    MailboxRepository(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /**
     * Adds a mailbox that is new, or is there again; junk and trash are not synced unless their
     * owner asks.
     *
     * @param firstUid from which on messages of a new one will have arrived
     * @return the id of one that is new
     */
    Optional<UUID> put(JobContext job, UUID account, RemoteMailbox remote, OptionalLong firstUid) {
        var id = ids.next();
        return sql.queryOne(
                        """
                        INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, role, selected, deselected_for, first_uid,
                                                  delimiter)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?)
                        ON CONFLICT (account_id, wire_name) DO UPDATE
                        SET role = excluded.role, delimiter = excluded.delimiter, missing_since = NULL
                        WHERE sync.mailbox.role <> excluded.role OR sync.mailbox.delimiter <> excluded.delimiter
                           OR sync.mailbox.missing_since IS NOT NULL
                        RETURNING id
                        """,
                        row -> Columns.uuid(row, "id"),
                        id,
                        job.tenant(),
                        account,
                        text(remote),
                        remote.name().wire(),
                        role(remote),
                        isSynced(remote),
                        isSynced(remote) ? "" : role(remote),
                        firstUid.stream().mapToObj(Long::toString).findFirst(),
                        delimiter(remote))
                .filter(id::equals);
    }

    /** One character, or nothing. */
    static String delimiter(RemoteMailbox remote) {
        return remote.delimiter()
                .filter(text -> text.length() == 1 && !text.equals("\0"))
                .orElse("");
    }

    private static String text(RemoteMailbox remote) {
        return remote.name().text().replace("\0", "");
    }

    static String role(RemoteMailbox remote) {
        return remote.specialUse().map(use -> use.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    /** Whether a new mailbox is synced before anybody asks. */
    static boolean isSynced(RemoteMailbox remote) {
        return remote.specialUse()
                .map(use -> use != SpecialUse.JUNK && use != SpecialUse.TRASH)
                .orElse(true);
    }

    /** Notes which mailboxes the server does not list. */
    void markMissing(UUID account, Collection<MailboxName> listed) {
        sql.update(
                """
                UPDATE sync.mailbox SET missing_since = jobs.clock()
                WHERE account_id = ? AND missing_since IS NULL AND wire_name <> ALL (?)
                """,
                account,
                listed.stream().map(MailboxName::wire).toArray(String[]::new));
    }

    /** The ids of the mailboxes that are not among these. */
    Set<UUID> listUnlisted(UUID account, Collection<MailboxName> listed) {
        return listAll(account).stream()
                .filter(mailbox -> !listed.contains(mailbox.name()))
                .map(StoredMailbox::id)
                .collect(Collectors.toSet());
    }

    /** The mailboxes to sync, INBOX first. */
    List<StoredMailbox> listSelected(UUID account) {
        return list("account_id = ? AND selected", account);
    }

    /** The mailboxes that a sync that succeeded has missed, and none has found since. */
    List<StoredMailbox> listMissing(UUID account) {
        return list("account_id = ? AND missing_since IS NOT NULL", account);
    }

    List<StoredMailbox> listAll(UUID account) {
        return list("account_id = ?", account);
    }

    private List<StoredMailbox> list(String condition, UUID account) {
        return sql.query(
                """
                SELECT id, account_id, wire_name, uid_validity, uid_next, highest_modseq, exists_count, covered, role,
                       first_uid,
                       coalesce(audited_at < jobs.clock() - CASE WHEN highest_modseq IS NULL THEN interval '1 hour'
                                                                 ELSE interval '1 day' END, true) AS audit_due,
                       problem = '' AND NOT EXISTS (
                           SELECT 1 FROM sync.quarantine q WHERE q.mailbox_id = m.id AND q.%s)
                       AND NOT %s AS sound
                FROM sync.mailbox m WHERE %s
                ORDER BY upper(wire_name) <> 'INBOX', wire_name
                """
                        .formatted(
                                QuarantineRepository.MAY_PASS,
                                SkippedRepository.IS_OTHER.strip(),
                                condition),
                MailboxRepository::toMailbox,
                account);
    }

    /** How many messages of the account's mailboxes are stored. */
    long countStored(UUID account) {
        return sql.query(
                        "SELECT coalesce(sum(stored_count), 0) FROM sync.mailbox WHERE account_id ="
                                + " ? AND selected",
                        row -> row.getLong(1),
                        account)
                .getFirst();
    }

    /** How many messages of the account's mailboxes are not to be stored. */
    long countSkipped(UUID account) {
        return sql.query(
                        """
                        SELECT coalesce(sum(s.messages), 0) FROM sync.mailbox m JOIN sync.skipped s ON s.mailbox_id = m.id
                        WHERE m.account_id = ? AND m.selected
                        """,
                        row -> row.getLong(1),
                        account)
                .getFirst();
    }

    /** Covers nothing any more, in an era that no server knows: its messages are to be deleted. */
    void forget(JobContext job, StoredMailbox mailbox) {
        change(
                job,
                mailbox,
                "uid_validity = -1, covered = '{}', uid_next = 0, highest_modseq = NULL, first_uid"
                        + " = NULL, verified_at = NULL");
    }

    /** Begins an era of UIDs in a mailbox without messages. */
    void begin(JobContext job, StoredMailbox mailbox, long uidValidity) {
        change(job, mailbox, "uid_validity = ?", uidValidity);
    }

    /** Deletes a mailbox in which no message lies. */
    void delete(JobContext job, StoredMailbox mailbox) {
        change(job, mailbox, "stored_count = 0");
        sql.update("DELETE FROM sync.mailbox WHERE id = ?", mailbox.id());
    }

    /** The same mailbox under another name. */
    void rename(JobContext job, StoredMailbox mailbox, RemoteMailbox remote) {
        change(
                job,
                mailbox,
                "name = ?, wire_name = ?, role = ?, missing_since = NULL",
                text(remote),
                remote.name().wire(),
                role(remote));
    }

    /** Notes that a range of UIDs has been dealt with, and how many messages that gave or took. */
    void cover(JobContext job, StoredMailbox mailbox, UidSet range, long stored) {
        change(
                job,
                mailbox,
                "covered = covered + ?::int8multirange, stored_count = stored_count + ?",
                range.toMultirange(),
                stored);
    }

    /** Whether its count is another one than that of its messages. */
    boolean isMiscounted(StoredMailbox mailbox) {
        return sql.query(
                        "SELECT stored_count <> %s FROM sync.mailbox WHERE id = ?"
                                .formatted(ITS_MESSAGES),
                        row -> row.getBoolean(1),
                        mailbox.id())
                .contains(true);
    }

    void recount(JobContext job, StoredMailbox mailbox) {
        change(job, mailbox, "stored_count = " + ITS_MESSAGES);
    }

    /** Notes why the mailbox could not be synced; no watermark moves. */
    void note(JobContext job, StoredMailbox mailbox, String problem) {
        change(job, mailbox, "problem = ?", problem);
    }

    /**
     * Moves all watermarks together to what the server said when the mailbox was opened; of
     * messages there are as many as were counted since.
     *
     * @param isAudited whether it was compared UID by UID
     */
    void close(JobContext job, StoredMailbox mailbox, SelectedMailbox selected, boolean isAudited) {
        var atSelect = selected.atSelect();
        change(
                job,
                mailbox,
                """
                uid_next = ?, highest_modseq = ?::bigint, exists_count = ?, problem = '', verified_at = jobs.clock(),
                audited_at = CASE WHEN ? THEN jobs.clock() ELSE audited_at END
                """,
                atSelect.uidNext(),
                atSelect.highestModSeq().isPresent()
                        ? Long.toString(atSelect.highestModSeq().getAsLong())
                        : Optional.empty(),
                selected.exists(),
                isAudited);
    }

    private void change(
            JobContext job, StoredMailbox mailbox, String assignments, Object... values) {
        var args = new Object[values.length + 3];
        System.arraycopy(values, 0, args, 0, values.length);
        args[values.length] = job.token();
        args[values.length + 1] = mailbox.id();
        args[values.length + 2] = job.token();
        int changed =
                sql.update(
                        "UPDATE sync.mailbox SET %s, token = ? WHERE id = ? AND token <= ?"
                                .formatted(assignments.strip()),
                        args);
        if (changed == 0) {
            throw new LostClaimException(job.jobId(), job.token());
        }
    }

    private static StoredMailbox toMailbox(ResultSet row) throws SQLException {
        long modSeq = row.getLong("highest_modseq");
        long firstUid = row.getLong("first_uid");
        return new StoredMailbox(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "account_id"),
                new MailboxName(row.getString("wire_name")),
                row.getLong("uid_validity"),
                row.getBoolean("sound"),
                row.getLong("uid_next"),
                modSeq == 0 ? OptionalLong.empty() : OptionalLong.of(modSeq),
                row.getLong("exists_count"),
                UidSet.parseMultirange(row.getString("covered")),
                row.getString("role"),
                firstUid == 0 ? OptionalLong.empty() : OptionalLong.of(firstUid),
                row.getBoolean("audit_due"));
    }
}
