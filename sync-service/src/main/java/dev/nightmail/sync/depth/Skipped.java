package dev.nightmail.sync.depth;

import dev.nightmail.sync.imap.UidSet;

/**
 * What of a mailbox is below its account's depth.
 *
 * @param bound by which depth that was decided ({@link dev.nightmail.sync.account.Depth#bound()})
 */
public record Skipped(UidSet uids, String bound) {

    /** Nothing, whatever the depth. */
    public static final Skipped NOTHING = new Skipped(UidSet.EMPTY, "");
}
