package dev.nightmail.sync.imap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a mailbox is for, as the server says (RFC 6154, section 2; RFC 8457, section 3). */
public enum SpecialUse {
    ALL,
    ARCHIVE,
    DRAFTS,
    FLAGGED,
    IMPORTANT,
    JUNK,
    SENT,
    TRASH;

    static Optional<SpecialUse> among(Set<String> attributes) {
        return Arrays.stream(values())
                .filter(use -> attributes.contains("\\" + use.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
