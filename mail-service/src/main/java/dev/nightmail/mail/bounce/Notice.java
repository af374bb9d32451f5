package dev.nightmail.mail.bounce;

import java.util.List;

/** What a message is, where machines may have written it. */
public sealed interface Notice {

    /** Says what became of a message at one or more recipients. */
    record DeliveryReport(Form form, Original original, List<RecipientReport> recipients)
            implements Notice {

        public DeliveryReport {
            recipients = List.copyOf(recipients);
        }

        /** Without those to whom the message was delivered, or may still be. */
        public List<RecipientReport> listFailed() {
            return recipients.stream()
                    .filter(recipient -> recipient.action() == ReportedAction.FAILED)
                    .toList();
        }

        /** Shows no address. */
        @Override
        public String toString() {
            return "DeliveryReport[" + form + ", recipients=" + recipients.size() + "]";
        }
    }

    /**
     * A recipient or a filter calls a message of ours abuse (RFC 5965).
     *
     * @param kind such as {@code abuse}, {@code fraud} or {@code not-spam}, as it is given
     * @param recipients who complained, where it is told
     */
    record Complaint(String kind, Original original, List<String> recipients) implements Notice {

        public Complaint {
            recipients = List.copyOf(recipients);
        }

        /** Not so where the message is praised (RFC 6430), or its origin is in doubt (RFC 6591). */
        public boolean isAgainstSender() {
            return !kind.equals("not-spam")
                    && !kind.equals("auth-failure")
                    && !kind.equals("dmarc");
        }

        /** Shows no address. */
        @Override
        public String toString() {
            return "Complaint[recipients=" + recipients.size() + "]";
        }
    }

    /** Written by a machine, and nothing about whether a message arrived. */
    record Automatic(Kind kind) implements Notice {}

    /** No sign of a machine that answers. */
    record NotAutomatic() implements Notice {}

    enum Kind {
        READ_RECEIPT,
        ABSENCE,

        /** The sender is to show that they are a person before the message is delivered. */
        CHALLENGE,

        OTHER
    }
}
