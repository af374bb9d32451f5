package dev.nightmail.mail.delivery;

import java.util.Locale;

/** How far a message has come for one of its recipients. */
enum RecipientState {
    /** It is to be offered, once more if it was refused for now. */
    WAITING,
    /** It is in the envelope that a server has, while another recipient is not. */
    OFFERED,
    /** A server has taken it over. */
    SENT,
    /** It was refused for good, or all attempts are spent. */
    FAILED,
    /** It was sent and no reply came. */
    UNCERTAIN,
    /** Somebody has cancelled the message before it was sent. */
    CANCELLED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecipientState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
