package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a message is, and why.
 *
 * @param entries from the first attempt on
 * @param next empty when nothing more will be done
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TimelineView(
        UUID id,
        String state,
        Instant createdAt,
        List<RecipientView> recipients,
        List<TimelineEntry> entries,
        Optional<NextAttempt> next) {

    static TimelineView of(
            OutgoingMessage message, List<TimelineEntry> entries, Optional<NextAttempt> next) {
        return new TimelineView(
                message.id(),
                message.state().text(),
                message.createdAt(),
                RecipientView.of(message.recipients()),
                entries,
                next);
    }
}
