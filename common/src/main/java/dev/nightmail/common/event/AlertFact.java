package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told of an alert: that it was raised, or that it is over.
 *
 * @param kind which trouble it is, such as {@code no-success}
 * @param subject whose: the name of a kind, a queue, a service or a schedule
 * @param severity {@code critical} or {@code warning}
 * @param numbers what was read, by name
 */
@RegisterForReflection
public record AlertFact(
        UUID alertId,
        String kind,
        String subject,
        String severity,
        Instant raisedAt,
        Map<String, Double> numbers) {

    public static final String TOPIC = "nightmail.health.alert.v1";

    private static final String PREFIX = "dev.nightmail.alert.";

    /** What has happened to an alert; each once. */
    public enum Type {
        RAISED,
        RESOLVED;

        /** As in a CloudEvent, such as {@code dev.nightmail.alert.raised}. */
        public String text() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }

        /** Empty for what is not told of alerts. */
        public static Optional<Type> find(String text) {
            return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
        }
    }
}
