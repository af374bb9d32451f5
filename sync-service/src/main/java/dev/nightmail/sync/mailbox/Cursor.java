package dev.nightmail.sync.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when mail counts as received by an account, and not as what was there before.
 *
 * @param at when the UIDs were noted from which on messages are new; empty before the first sync
 * @param isFilled whether a sync has seen all mailboxes since
 */
record Cursor(Optional<Instant> at, boolean isFilled) {

    /** Before the first sync, and in a dry run of it. */
    static final Cursor NONE = new Cursor(Optional.empty(), false);

    /** What a server's clock may be behind ours, whose dates are of whole seconds. */
    private static final Duration SKEW = Duration.ofDays(1);

    /**
     * Whether the message has arrived since, as far as can be told without knowing the others: UIDs
     * tell where they are known, and the date only excludes what somebody has imported; elsewhere,
     * as in a mailbox that is new, the date has to tell, once all mailboxes have been seen.
     */
    boolean hasArrived(StoredMailbox mailbox, NewMessage message) {
        if (at.isEmpty() || !mailbox.receives()) {
            return false;
        }
        var since = at.get().minus(SKEW);
        var isLate = message.fetched().internalDate().map(date -> date.isAfter(since));
        return mailbox.firstUid().isPresent()
                ? message.uid() >= mailbox.firstUid().getAsLong() && isLate.orElse(true)
                : isFilled && isLate.orElse(false);
    }
}
