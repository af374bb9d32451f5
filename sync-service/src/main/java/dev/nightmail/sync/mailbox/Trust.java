package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;

/**
 * How far what a server tells of changes (CONDSTORE, QRESYNC) is believed. Some announce both and
 * answer wrongly, so that mail vanishes: each has to prove itself, again and again.
 *
 * @param host of the account
 * @param proofs how often its changes were compared with all that it has, and were right
 * @param isDistrusted whether they were wrong not long ago
 */
record Trust(String host, long proofs, boolean isDistrusted) {

    /** So many comparisons in a row before a mailbox is compared only now and then. */
    private static final int PROVEN = 5;

    boolean isProven() {
        return proofs >= PROVEN;
    }

    /** Before mailboxes are listed. */
    void prepareList(ImapConnection connection) {
        if (isDistrusted) {
            connection.ignoreModSeq();
        }
    }

    /** Before one is opened. */
    void prepareOpening(ImapConnection connection) throws ImapException {
        if (!isDistrusted) {
            connection.enableQresync();
        }
    }
}
