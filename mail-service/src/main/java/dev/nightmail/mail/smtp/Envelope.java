package dev.nightmail.mail.smtp;

import java.util.List;

/** Who sends and who receives, whatever the message's headers say. */
public record Envelope(String sender, List<String> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "Envelope[recipients=" + recipients.size() + "]";
    }
}
