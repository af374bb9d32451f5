package dev.nightmail.sync.imap;

import java.util.OptionalLong;

/**
 * The counters of a mailbox at one moment (RFC 9051, section 2.3.1; RFC 7162, section 3.1.2).
 *
 * @param uidValidity 0 when the server does not tell
 * @param uidNext a hint only: some servers count ahead or back; 0 when the server does not tell
 * @param messages how many there are
 * @param highestModSeq empty without CONDSTORE
 */
public record MailboxStatus(
        MailboxName name,
        long uidValidity,
        long uidNext,
        long messages,
        OptionalLong highestModSeq) {

    /** The same from a server whose MODSEQ is not believed. */
    MailboxStatus withoutModSeq() {
        return new MailboxStatus(name, uidValidity, uidNext, messages, OptionalLong.empty());
    }

    /** A counter that a server tells; 0, which means that it tells none, if that makes no sense. */
    static long counter(String digits) {
        try {
            return Math.max(0, Long.parseLong(digits));
        } catch (NumberFormatException absurd) {
            return 0;
        }
    }
}
