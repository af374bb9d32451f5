package dev.nightmail.common.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * How the attempt ended that a caller has waited for.
 *
 * @param results what it counted; of a dry run the report
 */
record AttemptEnd(
        String outcome, Instant startedAt, Duration took, JsonNode results, Failure failure) {

    /** A code that can be counted, and a text for people; both are empty where all went well. */
    record Failure(String code, String text) {}

    boolean isSuccess() {
        return outcome.equals("completed");
    }
}
