package dev.nightmail.sync.writeback;

import dev.nightmail.sync.imap.CopiedUid;
import dev.nightmail.sync.imap.FlagUpdate;
import java.util.Optional;

/** What came of one wish at the server. */
sealed interface ChangeOutcome {

    /** The flag stands as wished; these are all. */
    record Flagged(FlagUpdate now) implements ChangeOutcome {}

    /**
     * The message lies in the other mailbox.
     *
     * @param copied under which UID, if that is known
     */
    record Moved(Optional<CopiedUid> copied) implements ChangeOutcome {}

    /** It has the label that the other mailbox shows, and lies where it lay. */
    record Labelled() implements ChangeOutcome {}

    /** It lay there already. */
    record AsWished() implements ChangeOutcome {}

    /** Somebody else has set it otherwise: the server wins. */
    record Conflict(String reason) implements ChangeOutcome {}

    /** It will never be. */
    record Refused(String reason) implements ChangeOutcome {}

    /**
     * Not yet; nothing was done.
     *
     * @param isForSync whether the sync has to find out first where the message is
     */
    record Waits(String reason, boolean isForSync) implements ChangeOutcome {}

    /** The wish was superseded in this moment. */
    record Overtaken() implements ChangeOutcome {}
}
