package dev.nightmail.sync.imap;

import java.util.Optional;
import java.util.Set;

/**
 * A mailbox that the server lists (RFC 9051, section 7.3.1).
 *
 * @param delimiter between the levels of the hierarchy; empty in a flat one
 * @param attributes in lower case, with their backslash, such as {@code \hasnochildren}
 */
public record RemoteMailbox(MailboxName name, Optional<String> delimiter, Set<String> attributes) {

    /** False for a mere node of the hierarchy, or for a name that is subscribed but gone. */
    public boolean isSelectable() {
        return !attributes.contains("\\noselect") && !attributes.contains("\\nonexistent");
    }

    public Optional<SpecialUse> specialUse() {
        return SpecialUse.among(attributes);
    }
}
