package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.ListedMailbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Whether an account is as a sync would leave it, in the transaction of a running job. */
@ApplicationScoped
class StillnessRepository {

    private final Sql sql;

    StillnessRepository(Sql sql) {
        this.sql = sql;
    }

    /** Whether the mailboxes of the account are those that are listed, and as they are. */
    boolean isAsListed(UUID account, Listing listing) {
        var listed = new Columnar<>(listing.all().stream().map(ListedMailbox::mailbox).toList());
        return sql.queryOne(
                        """
                        SELECT count(*) = ? AND bool_and(l.wire_name IS NOT NULL)
                        FROM sync.mailbox m
                        LEFT JOIN unnest(?::text[], ?::text[], ?::text[]) AS l (wire_name, role, delimiter)
                               ON l.wire_name = m.wire_name AND l.role = m.role AND l.delimiter = m.delimiter
                              AND m.missing_since IS NULL
                              AND CASE WHEN ? THEN m.role IN ('all', 'junk', 'trash') OR m.deselected_for = 'label'
                                       ELSE m.deselected_for <> 'label' END
                        WHERE m.account_id = ?
                        """,
                        row -> row.getBoolean(1),
                        listing.all().size(),
                        listed.texts(mailbox -> mailbox.name().wire()),
                        listed.texts(MailboxRepository::role),
                        listed.texts(MailboxRepository::delimiter),
                        listing.hasLabels(),
                        account)
                .orElseThrow();
    }

    /**
     * Whether none of its messages is to be hidden, withheld or put into a thread, or has been gone
     * for so long.
     */
    boolean isSettled(UUID account, Duration kept) {
        return sql.queryOne(
                        """
                        SELECT withheld_since IS NULL
                           AND NOT EXISTS (SELECT FROM sync.message WHERE account_id = a.id AND uid IS NULL AND gone_at IS NULL)
                           AND NOT EXISTS (
                               SELECT FROM sync.message
                               WHERE account_id = a.id AND uid IS NULL AND gone_at < jobs.clock() - make_interval(secs => ?))
                           AND NOT EXISTS (SELECT FROM sync.message WHERE account_id = a.id AND thread_id IS NULL)
                        FROM sync.account a WHERE id = ?
                        """,
                        row -> row.getBoolean(1),
                        kept,
                        account)
                .orElse(false);
    }
}
