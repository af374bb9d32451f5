package dev.nightmail.common.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The answer to who has waited for a job that has done its work.
 *
 * @param job its kind
 * @param results what it counted; of a dry run the report
 * @param executionTime in milliseconds
 */
@RegisterForReflection
record RunView(
        boolean success,
        String job,
        UUID jobId,
        Instant executedAt,
        JsonNode results,
        long executionTime) {

    static RunView of(String kind, UUID job, AttemptEnd end) {
        return new RunView(true, kind, job, end.startedAt(), end.results(), end.took().toMillis());
    }
}
