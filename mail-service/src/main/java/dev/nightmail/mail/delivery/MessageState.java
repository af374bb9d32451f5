package dev.nightmail.mail.delivery;

import java.util.Locale;

/** How far a message has come on its way out. */
enum MessageState {
    /** It waits for its job, or for another attempt. */
    QUEUED,
    /** The server has it. */
    SENT,
    /** The server has refused it, or all attempts are spent. */
    FAILED,
    /** Somebody has cancelled its job before it was sent. */
    CANCELLED,
    /** It was sent and no reply came. */
    UNCERTAIN;

    static MessageState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
