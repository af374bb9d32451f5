package dev.nightmail.mail.delivery;

import dev.nightmail.mail.smtp.Envelope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way out, without its text.
 *
 * @param jobId the one job that may send it: its ledger knows whether that has happened
 * @param messageId with angle brackets; the same in every attempt
 */
record OutgoingMessage(
        UUID id,
        UUID jobId,
        UUID accountId,
        String messageId,
        String mailFrom,
        Recipients recipients,
        Instant createdAt,
        Optional<Instant> endedAt) {

    static OutgoingMessage queued(UUID id, UUID jobId, PlainMessage message) {
        return new OutgoingMessage(
                id,
                jobId,
                message.from().accountId(),
                message.messageId(),
                message.from().address(),
                Recipients.waiting(message.content().to()),
                message.date(),
                Optional.empty());
    }

    OutgoingMessage with(Recipients now) {
        return new OutgoingMessage(
                id, jobId, accountId, messageId, mailFrom, now, createdAt, endedAt);
    }

    MessageState state() {
        return recipients.state();
    }

    /** What the server said last, or why it was not asked. */
    String reply() {
        return recipients.reply();
    }

    /** For whom it is still to be sent. */
    Envelope envelope() {
        return new Envelope(mailFrom, recipients.open());
    }
}
