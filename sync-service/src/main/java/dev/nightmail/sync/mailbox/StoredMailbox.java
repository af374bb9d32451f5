package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.UidSet;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What we hold of a mailbox.
 *
 * @param uidValidity 0 before the first sync; -1, which no server says, while it is emptied
 * @param isSound whether the last sync of it found no problem, and nothing in quarantine is to be
 *     asked for again
 * @param exists as the server said at the last completed sync
 * @param covered UIDs that have been dealt with
 * @param role as RFC 6154 names it, in lower case; empty for none
 * @param firstUid from which on messages have arrived since the account's first cursor; empty when
 *     UIDs do not tell
 * @param isAuditDue whether it is time to compare it UID by UID, although all numbers fit
 */
record StoredMailbox(
        UUID id,
        UUID account,
        MailboxName name,
        long uidValidity,
        boolean isSound,
        long uidNext,
        OptionalLong highestModSeq,
        long exists,
        UidSet covered,
        String role,
        OptionalLong firstUid,
        boolean isAuditDue) {

    /** The same mailbox, of which nothing is held yet under this UIDVALIDITY. */
    StoredMailbox anew(long newUidValidity) {
        return new StoredMailbox(
                id,
                account,
                name,
                newUidValidity,
                true,
                0,
                OptionalLong.empty(),
                0,
                UidSet.EMPTY,
                role,
                isNew() ? firstUid : OptionalLong.empty(),
                false);
    }

    /** Whether no sync has opened it yet. */
    boolean isNew() {
        return uidValidity == 0;
    }

    /** Whether what comes in here comes from others. */
    boolean receives() {
        return switch (role) {
            case "sent", "drafts", "junk", "trash" -> false;
            default -> true;
        };
    }

    /**
     * Whether the server's counters say that nothing has happened since the last completed sync.
     */
    boolean isUnchanged(MailboxStatus now) {
        return isSound
                && !isAuditDue
                && highestModSeq.isPresent()
                && now.uidValidity() == uidValidity
                && now.uidNext() == uidNext
                && now.messages() == exists
                && now.highestModSeq().equals(highestModSeq);
    }
}
