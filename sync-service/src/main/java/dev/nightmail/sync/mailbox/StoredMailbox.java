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
        UidSet covered) {

    /** Nothing is held of the mailbox. */
    static StoredMailbox fresh(UUID id, UUID account, MailboxName name, long uidValidity) {
        return new StoredMailbox(
                id, account, name, uidValidity, true, 0, OptionalLong.empty(), 0, UidSet.EMPTY);
    }

    /**
     * Whether the server's counters say that nothing has happened since the last completed sync.
     */
    boolean isUnchanged(MailboxStatus now) {
        return isSound
                && highestModSeq.isPresent()
                && now.uidValidity() == uidValidity
                && now.uidNext() == uidNext
                && now.messages() == exists
                && now.highestModSeq().equals(highestModSeq);
    }
}
