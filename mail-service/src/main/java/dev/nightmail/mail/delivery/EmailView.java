package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a message on its way out.
 *
 * @param state queued, sent, partly-sent, failed, cancelled or uncertain
 * @param reply the server's last code, such as {@code 550 5.1.1}, or why nothing was sent
 * @param sentAt when the last recipient was decided, if a server has taken it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EmailView(
        UUID id,
        UUID accountId,
        String state,
        String messageId,
        Optional<String> reply,
        List<RecipientView> recipients,
        Instant createdAt,
        Optional<Instant> sentAt) {

    static EmailView of(OutgoingMessage message) {
        return new EmailView(
                message.id(),
                message.accountId(),
                message.state().text(),
                message.messageId(),
                Optional.of(message.reply()).filter(reply -> !reply.isEmpty()),
                RecipientView.of(message.recipients()),
                message.createdAt(),
                message.endedAt().filter(at -> message.recipients().isSent()));
    }
}
