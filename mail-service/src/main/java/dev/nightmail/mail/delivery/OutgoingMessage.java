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
 * @param reply what the server said last, or why it was not asked
 */
record OutgoingMessage(
        UUID id,
        UUID jobId,
        UUID accountId,
        String messageId,
        Envelope envelope,
        MessageState state,
        String reply,
        Instant createdAt,
        Optional<Instant> endedAt) {

    static OutgoingMessage queued(UUID id, UUID jobId, PlainMessage message) {
        return new OutgoingMessage(
                id,
                jobId,
                message.from().accountId(),
                message.messageId(),
                message.envelope(),
                MessageState.QUEUED,
                "",
                message.date(),
                Optional.empty());
    }
}
