package dev.nightmail.mail.delivery;

import dev.nightmail.mail.smtp.Envelope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on its way out, without its text.
 *
 * @param messageId with angle brackets; the same in every attempt
 * @param reply what the server said last, or why it was not asked
 */
record OutgoingMessage(
        UUID id,
        UUID accountId,
        String messageId,
        Envelope envelope,
        MessageState state,
        String reply,
        Instant createdAt,
        Optional<Instant> endedAt) {

    static OutgoingMessage queued(UUID id, Sender sender, PlainMessage message, Envelope envelope) {
        return new OutgoingMessage(
                id,
                sender.accountId(),
                message.messageId(),
                envelope,
                MessageState.QUEUED,
                "",
                message.date(),
                Optional.empty());
    }
}
