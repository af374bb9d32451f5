package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told of a job: that it needs somebody to look at it, or, of kinds that ask for it, how it
 * ended.
 *
 * @param attempts executions of the job, rescued and snoozed ones included
 * @param code stable and countable, such as {@code malformed-arguments}; empty for a job that
 *     succeeded
 */
@RegisterForReflection
public record JobFact(UUID jobId, String kind, int attempts, String code) {

    public static final String TOPIC = "nightmail.jobs.job.v1";

    private static final String PREFIX = "dev.nightmail.job.";

    /** How a job of a kind has ended that tells of it; a failure is told of every kind. */
    public enum End {
        COMPLETED,
        CANCELLED;

        /** As in a CloudEvent, such as {@code dev.nightmail.job.completed}. */
        public String text() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }

        /** Empty for an outcome that is no such end. */
        public static Optional<End> ofOutcome(String outcome) {
            return Arrays.stream(values())
                    .filter(end -> end.text().equals(PREFIX + outcome))
                    .findFirst();
        }
    }

    /** What has happened to a job that needs somebody. */
    public enum Type {
        /** It has failed for good: its attempts are spent, or none would help. */
        DISCARDED,
        /** It has failed for good: the processes that ran it died, three in 72 hours. */
        QUARANTINED,
        /** What it does to the outside may have happened; it waits for a person. */
        UNCERTAIN,
        /** It was about to delete more than is usual; it waits for a person. */
        PARKED;

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
