package dev.nightmail.sync.writeback;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.CopiedUid;
import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.MailboxName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * The messages that wishes are for, and the mailboxes in which they lie, in the transaction of a
 * running job.
 */
@ApplicationScoped
class TargetRepository {

    private final Sql sql;

    TargetRepository(Sql sql) {
        this.sql = sql;
    }

    /** A mailbox as the last sync has left it. */
    record Target(UUID id, MailboxName name, long uidValidity, Role role) {}

    /**
     * What a mailbox is to the sync.
     *
     * @param isLabel whether it is not synced because it shows a label: its messages lie elsewhere
     * @param isAll whether the messages of all labels lie there
     */
    record Role(boolean isSynced, boolean isLabel, boolean isAll) {}

    /**
     * A message.
     *
     * @param identity as the sync knows it; empty for one stored by an old release
     * @param isGone whether it is in no mailbox any more
     * @param place empty while it is looked for
     */
    record Letter(UUID id, Optional<UUID> identity, boolean isGone, Optional<Place> place) {}

    record Place(Target mailbox, long uid) {}

    Optional<Letter> find(UUID message) {
        return sql.queryOne(
                """
                SELECT m.id, m.identity, m.gone_at IS NOT NULL AS gone, m.uid, b.id AS mailbox_id, b.wire_name,
                       b.uid_validity, b.selected, b.deselected_for, b.role
                FROM sync.message m LEFT JOIN sync.mailbox b ON b.id = m.mailbox_id WHERE m.id = ?
                """,
                row -> {
                    long uid = row.getLong("uid");
                    Optional<Place> place =
                            uid == 0
                                    ? Optional.empty()
                                    : Optional.of(new Place(toTarget(row, "mailbox_id"), uid));
                    return new Letter(
                            Columns.uuid(row, "id"),
                            Columns.findUuid(row, "identity"),
                            row.getBoolean("gone"),
                            place);
                },
                message);
    }

    /** Empty when it is gone, or the server does not list it. */
    Optional<Target> findMailbox(UUID mailbox) {
        return sql.queryOne(
                """
                SELECT id, wire_name, uid_validity, selected, deselected_for, role FROM sync.mailbox
                WHERE id = ? AND missing_since IS NULL
                """,
                row -> toTarget(row, "id"),
                mailbox);
    }

    /** Whether the flags are others than before. */
    boolean setFlags(Letter letter, Place place, FlagUpdate now) {
        return sql.update(
                        """
                        UPDATE sync.message SET flags = string_to_array(?, ' '), modseq = coalesce(?::bigint, modseq)
                        WHERE id = ? AND mailbox_id = ? AND uid = ? AND flags <> string_to_array(?, ' ')
                        """,
                        String.join(" ", now.flags()),
                        now.modSeq().stream().boxed().findFirst(),
                        letter.id(),
                        place.mailbox().id(),
                        place.uid(),
                        String.join(" ", now.flags()))
                == 1;
    }

    /** The message lies in another mailbox, under a UID that no other message has. */
    boolean place(JobContext job, Letter letter, Target target, CopiedUid copied) {
        var from = letter.place().orElseThrow();
        int moved =
                sql.update(
                        """
                        UPDATE sync.message SET mailbox_id = ?, uid = ?, modseq = NULL
                        WHERE id = ? AND mailbox_id = ? AND uid = ?
                          AND NOT EXISTS (SELECT FROM sync.message WHERE mailbox_id = ? AND uid = ?)
                          AND NOT EXISTS (SELECT FROM sync.quarantine WHERE mailbox_id = ? AND uid = ?)
                        """,
                        target.id(),
                        copied.uid(),
                        letter.id(),
                        from.mailbox().id(),
                        from.uid(),
                        target.id(),
                        copied.uid(),
                        target.id(),
                        copied.uid());
        if (moved == 1) {
            count(job, from.mailbox(), "stored_count = stored_count - 1");
            count(
                    job,
                    target,
                    "stored_count = stored_count + 1, covered = covered + int8multirange(int8range(%d, %d))"
                            .formatted(copied.uid(), copied.uid() + 1));
        }
        return moved == 1;
    }

    /** The message has left its mailbox; where it lies the sync finds out. */
    void leave(JobContext job, Letter letter) {
        leave(job, letter, "uid = NULL, modseq = NULL");
    }

    /** The message has left its mailbox for one that is not synced: it is gone. */
    void hide(JobContext job, Letter letter) {
        leave(job, letter, "uid = NULL, modseq = NULL, gone_at = jobs.clock()");
    }

    private void leave(JobContext job, Letter letter, String assignments) {
        var from = letter.place().orElseThrow();
        int left =
                sql.update(
                        "UPDATE sync.message SET %s WHERE id = ? AND mailbox_id = ? AND uid = ?"
                                .formatted(assignments),
                        letter.id(),
                        from.mailbox().id(),
                        from.uid());
        if (left == 1) {
            count(job, from.mailbox(), "stored_count = stored_count - 1");
        }
    }

    /** Rows of mailboxes are jobs' own: a smaller token than that of the last writer is stale. */
    private void count(JobContext job, Target mailbox, String assignments) {
        int changed =
                sql.update(
                        "UPDATE sync.mailbox SET %s, token = ? WHERE id = ? AND token <= ?"
                                .formatted(assignments),
                        job.token(),
                        mailbox.id(),
                        job.token());
        if (changed == 0) {
            throw new LostClaimException(job.jobId(), job.token());
        }
    }

    private static Target toTarget(ResultSet row, String id) throws SQLException {
        return new Target(
                Columns.uuid(row, id),
                new MailboxName(row.getString("wire_name")),
                row.getLong("uid_validity"),
                new Role(
                        row.getBoolean("selected"),
                        row.getString("deselected_for").equals("label"),
                        row.getString("role").equals("all")));
    }
}
