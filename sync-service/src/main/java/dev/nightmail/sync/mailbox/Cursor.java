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

    /** What a server's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofDays(1);

    /**
     * Whether the message has arrived since, as far as can be told without knowing the others: UIDs
     * tell where they are known, and the date only excludes what somebody has imported; elsewhere,
     * as in a mailbox that is new, the date has to tell.
     */
    boolean hasArrived(StoredMailbox mailbox, NewMessage message) {
        if (at.isEmpty() || !mailbox.receives()) {
            return false;
        }
        var date = message.fetched().internalDate();
        var since = at.get();
        return mailbox.firstUid().isPresent()
                ? message.uid() >= mailbox.firstUid().getAsLong()
                        && date.map(day -> day.isAfter(since.minus(SKEW))).orElse(true)
                : isFilled && date.map(day -> !day.isBefore(since)).orElse(false);
    }
}
