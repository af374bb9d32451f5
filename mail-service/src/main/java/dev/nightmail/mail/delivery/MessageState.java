package dev.nightmail.mail.delivery;

import java.util.Locale;

/** How far a message has come on its way out. */
enum MessageState {
    /** It waits for its job, or for another attempt. */
    QUEUED,
    /** A server has it for all recipients. */
    SENT,
    /** A server has it for some recipients, and has refused it for all others. */
    PARTLY_SENT,
    /** It was refused for all recipients, or all attempts are spent. */
    FAILED,
    /** Somebody has cancelled its job before it was sent. */
    CANCELLED,
    /** It was sent and no reply came, for one recipient at least. */
    UNCERTAIN;

    /** Whether each recipient is decided. */
    boolean isOver() {
        return this == SENT || this == PARTLY_SENT || this == FAILED;
    }

    /** As it is shown and stored, such as {@code partly-sent}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MessageState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
