package dev.nightmail.sync.imap;

/**
 * A VANISHED response (RFC 7162, section 3.2.10).
 *
 * @param isEarlier whether these were gone before the mailbox was opened, so that EXISTS stands
 */
record VanishedAnswer(boolean isEarlier, UidSet uids) {

    static VanishedAnswer read(ImapScanner rest) throws ImapException {
        boolean isEarlier = rest.peek('(') && !rest.value().items().isEmpty();
        rest.skipSpaces();
        try {
            return new VanishedAnswer(isEarlier, UidSet.parse(rest.atom()));
        } catch (IllegalArgumentException notUids) {
            throw ImapScanner.unreadable();
        }
    }
}
