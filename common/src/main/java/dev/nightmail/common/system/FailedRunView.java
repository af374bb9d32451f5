package dev.nightmail.common.system;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The answer to who has waited for a job that has not done its work.
 *
 * @param job its kind
 * @param error a code that can be counted, or else how the attempt ended
 * @param errorDetails for people; what the attempt said of itself only for operators, since it may
 *     name a class
 */
@RegisterForReflection
record FailedRunView(
        boolean success,
        String job,
        UUID jobId,
        String error,
        String errorDetails,
        Instant executedAt) {

    static FailedRunView of(String kind, UUID job, JobOwner owner, AttemptEnd end) {
        var code = end.failure().code();
        var text = owner.isOperator() ? end.failure().text() + " " : "";
        return new FailedRunView(
                false,
                kind,
                job,
                code.isEmpty() ? end.outcome() : code,
                (text + whatNext(end.outcome())).strip(),
                end.startedAt());
    }

    private static String whatNext(String outcome) {
        return switch (outcome) {
            case "failed" -> "It is tried again when its kind's pause is over.";
            case "uncertain", "parked" -> "It waits for a person.";
            default -> "";
        };
    }
}
