package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.UidSet;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What we hold of a mailbox.
 *
 * @param uidValidity 0 before the first sync
 * @param exists as the server said at the last completed sync
 * @param covered UIDs that have been dealt with
 */
record StoredMailbox(
        UUID id,
        UUID account,
        MailboxName name,
        long uidValidity,
        long uidNext,
        OptionalLong highestModSeq,
        long exists,
        UidSet covered) {

    /**
     * Whether the server's counters say that nothing has happened since the last completed sync.
     */
    boolean isUnchanged(MailboxStatus now) {
        return highestModSeq.isPresent()
                && now.uidValidity() == uidValidity
                && now.uidNext() == uidNext
                && now.messages() == exists
                && now.highestModSeq().equals(highestModSeq);
    }
}
