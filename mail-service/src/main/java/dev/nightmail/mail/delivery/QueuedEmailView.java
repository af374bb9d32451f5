package dev.nightmail.mail.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The answer to whoever wants something to be sent. */
@RegisterForReflection
record QueuedEmailView(UUID id, UUID jobId, String messageId) {}
