package dev.nightmail.sync.depth;

import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a mailbox is not skipped, however small the depth: what has come since its account was
 * first listed, and what was stored of it before it was numbered anew.
 *
 * @param firstUid from which on messages have come since; empty when UIDs do not tell, and dates
 *     have to
 * @param cursor when the account was first listed
 */
public record Spared(OptionalLong firstUid, Optional<Instant> cursor, Stored stored) {

    /** Before that servers have no dates. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

    /** How many messages, and when the oldest of them came. */
    public record Stored(long messages, Optional<Instant> oldest) {}

    /** Those of these UIDs that have come since the account was first listed. */
    UidSet later(UidSet onServer, SelectedMailbox selected) throws ImapException {
        if (firstUid.isPresent()) {
            long first = firstUid.getAsLong();
            return first > UidSet.MAX_UID
                    ? UidSet.EMPTY
                    : onServer.intersect(UidSet.range(first, UidSet.MAX_UID));
        }
        return since(cursor, selected).intersect(onServer);
    }

    /**
     * Those of these UIDs that may be stored: a server may number messages in another order, and
     * may have had others among them.
     */
    UidSet stored(UidSet onServer, SelectedMailbox selected) throws ImapException {
        if (stored.messages() == 0) {
            return UidSet.EMPTY;
        }
        int atMost = (int) Math.min(stored.messages(), Integer.MAX_VALUE);
        return onServer.newest(atMost).union(since(stored.oldest(), selected));
    }

    /** From the day before on: clocks differ by hours, and days are the server's. */
    private static UidSet since(Optional<Instant> time, SelectedMailbox selected)
            throws ImapException {
        if (time.isEmpty()) {
            return UidSet.EMPTY;
        }
        var day = time.get().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        return selected.searchSince(day.isBefore(FIRST_DAY) ? FIRST_DAY : day);
    }
}
