package dev.nightmail.common.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How one attempt of a job went.
 *
 * @param jobState completed, cancelled or discarded; empty while the job lives
 * @param liveState state and reason of the job's row while it lives, such as {@code
 *     scheduled/uncertain}
 */
public record Ran(
        UUID jobId,
        String outcome,
        Optional<String> jobState,
        Optional<String> liveState,
        Map<String, Long> counts,
        String errorCode) {}
