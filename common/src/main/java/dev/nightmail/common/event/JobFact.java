package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A job that needs somebody to look at it.
 *
 * @param attempts executions of the job, rescued and snoozed ones included
 * @param code stable and countable, such as {@code malformed-arguments}
 */
@RegisterForReflection
public record JobFact(UUID jobId, String kind, int attempts, String code) {

    public static final String TOPIC = "nightmail.jobs.job.v1";

    /** What has happened to the job. */
    public enum Type {
        /** It has failed for good: its attempts are spent, or none would help. */
        DISCARDED,
        /** What it does to the outside may have happened; it waits for a person. */
        UNCERTAIN,
        /** It was about to delete more than is usual; it waits for a person. */
        PARKED;

        private static final String PREFIX = "dev.nightmail.job.";

        /** As in a CloudEvent, such as {@code dev.nightmail.job.discarded}. */
        public String text() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }

        /** Empty for what is not told of jobs. */
        public static Optional<Type> find(String text) {
            return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
        }

        /** Empty for an outcome that concerns nobody. */
        public static Optional<Type> ofOutcome(String outcome) {
            return find(PREFIX + outcome);
        }
    }
}
