package dev.nightmail.mail.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The answer to whoever wants something to be sent. */
@RegisterForReflection
record QueuedEmailView(UUID id, UUID jobId, String messageId) {

    static QueuedEmailView of(OutgoingMessage message) {
        return new QueuedEmailView(message.id(), message.jobId(), message.messageId());
    }
}
