package dev.nightmail.sync.imap;

import java.util.List;

/**
 * What a server tells of a mailbox when it is opened with what is known of it (QRESYNC, RFC 7162,
 * section 3.2.5).
 *
 * @param vanished ranges that may name UIDs that never were
 * @param changed flags of messages that are new or have changed
 */
public record Changes(UidSet vanished, List<FlagUpdate> changed) {

    public boolean isEmpty() {
        return vanished.isEmpty() && changed.isEmpty();
    }
}
