package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a message on its way out.
 *
 * @param state queued, sent, failed, cancelled or uncertain
 * @param reply the server's last code, such as {@code 550 5.1.1}, or why nothing was sent
 * @param sentAt when the server took it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EmailView(
        UUID id,
        UUID accountId,
        String state,
        String messageId,
        Optional<String> reply,
        Instant createdAt,
        Optional<Instant> sentAt) {

    static EmailView of(OutgoingMessage message) {
        return new EmailView(
                message.id(),
                message.accountId(),
                message.state().name().toLowerCase(Locale.ROOT),
                message.messageId(),
                Optional.of(message.reply()).filter(reply -> !reply.isEmpty()),
                message.createdAt(),
                message.endedAt().filter(at -> message.state() == MessageState.SENT));
    }
}
