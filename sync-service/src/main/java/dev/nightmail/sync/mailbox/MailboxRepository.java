package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.RemoteMailbox;
import dev.nightmail.sync.imap.SpecialUse;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Mailboxes and their ledgers, in the transaction of a running job; rows refuse an older token. */
@ApplicationScoped
class MailboxRepository {

    private final Sql sql;
    private final Ids ids;

    MailboxRepository(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Adds a mailbox that is new; junk and trash are not synced unless their owner asks. */
    void put(JobContext job, UUID account, RemoteMailbox remote) {
        boolean selected =
                remote.specialUse()
                        .map(use -> use != SpecialUse.JUNK && use != SpecialUse.TRASH)
                        .orElse(true);
        sql.update(
                """
                INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, role, selected)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (account_id, wire_name) DO UPDATE SET role = excluded.role
                WHERE sync.mailbox.role <> excluded.role
                """,
                ids.next(),
                job.tenant(),
                account,
                remote.name().text().replace("\0", ""),
                remote.name().wire(),
                remote.specialUse().map(use -> use.name().toLowerCase(Locale.ROOT)).orElse(""),
                selected);
    }

    /** Deletes mailboxes, with their messages, that the server does not list any more. */
    int deleteExcept(UUID account, List<RemoteMailbox> listed) {
        return sql.update(
                "DELETE FROM sync.mailbox WHERE account_id = ? AND wire_name <> ALL (?)",
                account,
                listed.stream().map(mailbox -> mailbox.name().wire()).toArray(String[]::new));
    }

    /** The mailboxes to sync, INBOX first. */
    List<StoredMailbox> listSelected(UUID account) {
        return sql.query(
                """
                SELECT id, account_id, wire_name, uid_validity, uid_next, highest_modseq, exists_count, covered
                FROM sync.mailbox WHERE account_id = ? AND selected
                ORDER BY upper(wire_name) <> 'INBOX', wire_name
                """,
                MailboxRepository::toMailbox,
                account);
    }

    /** How many messages of the account's mailboxes are stored. */
    long countStored(UUID account) {
        return sql.query(
                        "SELECT coalesce(sum(stored_count), 0) FROM sync.mailbox WHERE account_id = ? AND selected",
                        row -> row.getLong(1),
                        account)
                .getFirst();
    }

    /** Forgets everything of a mailbox whose UIDs mean other messages now. */
    void reset(JobContext job, StoredMailbox mailbox, long uidValidity) {
        sql.update("DELETE FROM sync.quarantine WHERE mailbox_id = ?", mailbox.id());
        sql.update("DELETE FROM sync.message WHERE mailbox_id = ?", mailbox.id());
        change(
                job,
                mailbox,
                """
                uid_validity = ?, covered = '{}', stored_count = 0, uid_next = 0, highest_modseq = NULL
                """,
                uidValidity);
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

    /** Moves all watermarks together to what the server said when the mailbox was opened. */
    void close(JobContext job, StoredMailbox mailbox, MailboxStatus atSelect) {
        change(
                job,
                mailbox,
                "uid_next = ?, highest_modseq = ?::bigint, exists_count = ?, verified_at = jobs.clock()",
                atSelect.uidNext(),
                atSelect.highestModSeq().isPresent()
                        ? Long.toString(atSelect.highestModSeq().getAsLong())
                        : Optional.empty(),
                atSelect.messages());
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
        return new StoredMailbox(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "account_id"),
                new MailboxName(row.getString("wire_name")),
                row.getLong("uid_validity"),
                row.getLong("uid_next"),
                modSeq == 0 ? OptionalLong.empty() : OptionalLong.of(modSeq),
                row.getLong("exists_count"),
                UidSet.parseMultirange(row.getString("covered")));
    }
}
