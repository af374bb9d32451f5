package dev.nightmail.common.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.health.AlertRepository.Alert;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an operator sees of an alert.
 *
 * @param kind which trouble it is, such as no-success
 * @param severity critical or warning
 * @param numbers as they were read last
 * @param resolvedAt empty while it is open
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AlertView(
        UUID id,
        String kind,
        String subject,
        String severity,
        Map<String, Double> numbers,
        Instant raisedAt,
        Instant lastSeenAt,
        Optional<Instant> resolvedAt) {

    /**
     * Some of a list.
     *
     * @param next what to send as {@code after} for the following ones; empty at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<AlertView> alerts, Optional<UUID> next) {}

    static AlertView of(Alert alert) {
        return new AlertView(
                alert.id(),
                alert.kind(),
                alert.subject(),
                alert.severity(),
                alert.numbers(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                alert.resolvedAt());
    }
}
