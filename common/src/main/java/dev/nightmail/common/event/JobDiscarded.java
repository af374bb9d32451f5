package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * A job has failed for good: its attempts are spent, or none would help.
 *
 * @param code stable and countable, such as {@code malformed-arguments}
 */
@RegisterForReflection
public record JobDiscarded(UUID jobId, String kind, int attempts, String code) {

    public static final String TOPIC = "nightmail.jobs.job.v1";
    public static final String TYPE = "dev.nightmail.job.discarded";
}
