package dev.nightmail.sync.imap;

import java.util.OptionalLong;

/** What came of the wish to set or clear a flag. */
public sealed interface StoreOutcome {

    /**
     * The server has done it.
     *
     * @param modSeq of the message now, if the server tells
     */
    record Stored(OptionalLong modSeq) implements StoreOutcome {}

    /** Somebody else has changed the message meanwhile; nothing was done (RFC 7162, 3.1.3). */
    record Modified() implements StoreOutcome {}
}
