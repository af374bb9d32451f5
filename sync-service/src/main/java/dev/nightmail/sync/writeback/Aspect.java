package dev.nightmail.sync.writeback;

import java.util.Locale;

/** What of a message can be changed. */
public enum Aspect {
    SEEN("\\Seen"),
    FLAGGED("\\Flagged"),
    ANSWERED("\\Answered"),
    DELETED("\\Deleted"),
    MAILBOX("");

    private final String flag;

    Aspect(String flag) {
        this.flag = flag;
    }

    /** As it is stored, and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As IMAP spells it (RFC 9051, section 2.3.2); empty for the mailbox. */
    public String flag() {
        return flag;
    }

    static Aspect of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
