package dev.nightmail.sync.imap;

import java.util.Locale;
import java.util.Optional;

/** Gathers ESEARCH (RFC 4731) or SEARCH responses. */
final class SearchAnswers implements ImapSession.Untagged {

    private Optional<UidSet> uids = Optional.empty();

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        switch (name) {
            case "ESEARCH" -> uids = Optional.of(extended(rest));
            case "SEARCH" -> uids = Optional.of(plain(rest).union(uids.orElse(UidSet.EMPTY)));
            default -> {}
        }
    }

    /** Empty when the server gave no answer at all, which is not the same as no messages. */
    Optional<UidSet> uids() {
        return uids;
    }

    private static UidSet extended(ImapScanner rest) throws ImapException {
        while (!rest.isAtEnd()) {
            var item = rest.value().string().orElse("").toUpperCase(Locale.ROOT);
            if (item.equals("ALL")) {
                return parse(rest.value().string().orElse(""));
            }
            rest.skipSpaces();
        }
        return UidSet.EMPTY;
    }

    private static UidSet plain(ImapScanner rest) throws ImapException {
        var found = new UidRanges();
        rest.skipSpaces();
        while (!rest.isAtEnd() && !rest.peek('(')) {
            long uid = ImapScanner.number(rest.atom());
            if (uid < 1 || uid > UidSet.MAX_UID) {
                throw ImapScanner.unreadable();
            }
            found.add(uid, uid);
            rest.skipSpaces();
        }
        return found.toSet();
    }

    private static UidSet parse(String sequenceSet) throws ImapException {
        try {
            return UidSet.parse(sequenceSet);
        } catch (IllegalArgumentException notUids) {
            throw ImapScanner.unreadable();
        }
    }
}
