package dev.nightmail.sync.writeback;

import dev.nightmail.common.job.Effect;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One wish, for one flag of a message or for its mailbox.
 *
 * @param wish what is wanted
 * @param before what the server said when an earlier attempt was about to act, and nobody knows
 *     whether it did
 * @param waits how often it had to wait for something
 */
record Change(
        long seq,
        UUID id,
        UUID account,
        UUID message,
        Wish wish,
        Optional<Before> before,
        int waits) {

    /**
     * Counters of the server just before it was asked to change something.
     *
     * @param modSeq of the message; empty without CONDSTORE, and of a move
     * @param targetValidity UIDVALIDITY of the other mailbox of a move
     * @param targetNext its UIDNEXT; what is below was there before
     */
    record Before(OptionalLong modSeq, long targetValidity, long targetNext) {

        static Before flag(OptionalLong modSeq) {
            return new Before(modSeq, 0, 0);
        }
    }

    /** As it stands in the ledger of effects; one of each wish. */
    Effect effect() {
        return new Effect(effectName(id), id.toString());
    }

    static String effectName(UUID change) {
        return "imap-write/" + change;
    }
}
