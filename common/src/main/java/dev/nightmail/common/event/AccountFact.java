package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told of an account that is not kept up to date: once when that has gone on for several
 * cycles, and once when it is over.
 *
 * @param reason why, in one word, such as {@code failing}; empty when it is over
 * @param state of the account, such as {@code warning}
 * @param since when it was found; of both the same moment
 */
@RegisterForReflection
public record AccountFact(UUID accountId, String reason, String state, Instant since) {

    public static final String TOPIC = "nightmail.sync.health.v1";

    private static final String PREFIX = "dev.nightmail.account.";

    /** What has happened to an account; each once an episode. */
    public enum Type {
        UNWELL,
        WELL;

        /** As in a CloudEvent, such as {@code dev.nightmail.account.unwell}. */
        public String text() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }

        /** Empty for what is not told of accounts. */
        public static Optional<Type> find(String text) {
            return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
        }
    }
}
