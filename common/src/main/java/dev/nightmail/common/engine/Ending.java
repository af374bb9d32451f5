package dev.nightmail.common.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ended, as it is written down.
 *
 * @param outcome of the attempt, one of {@code attempt_outcome_known}
 * @param next what becomes of the job
 * @param counts JSON, added to those of the chunks
 * @param report JSON, of a dry run
 * @param log what was logged, of an attempt that did not succeed
 */
record Ending(
        String outcome,
        Next next,
        String counts,
        String errorCode,
        String errorText,
        Optional<String> report,
        Optional<String> log) {

    private Ending(String outcome, Next next, String counts, String errorCode, String errorText) {
        this(outcome, next, counts, errorCode, errorText, Optional.empty(), Optional.empty());
    }

    /** The error code of a job that has seen too many workers die. */
    static final String QUARANTINED = "quarantined";

    /** What becomes of a job after an attempt. */
    sealed interface Next {

        /** It is over: completed, cancelled or discarded. */
        record Over(String state) implements Next {}

        /** It runs again; an empty delay waits for a person. */
        record Again(String state, String reason, Optional<Duration> delay, boolean spendsAttempt)
                implements Next {}
    }

    static Ending completed(String counts) {
        return new Ending("completed", new Next.Over("completed"), counts, "", "");
    }

    /** Of a dry run. */
    static Ending reported(String counts, String report) {
        return new Ending(
                "completed",
                new Next.Over("completed"),
                counts,
                "",
                "",
                Optional.of(report),
                Optional.empty());
    }

    /** Of an attempt that succeeded nothing is kept. */
    Ending with(Optional<String> said) {
        return outcome.equals("completed")
                ? this
                : new Ending(outcome, next, counts, errorCode, errorText, report, said);
    }

    static Ending cancelled(String code) {
        return new Ending("cancelled", new Next.Over("cancelled"), "{}", code, "");
    }

    static Ending discarded(String code, String text) {
        return new Ending("discarded", new Next.Over("discarded"), "{}", code, text);
    }

    static Ending retried(Duration delay, String code, String text) {
        return new Ending(
                "failed",
                new Next.Again("retryable", "", Optional.of(delay), true),
                "{}",
                code,
                text);
    }

    static Ending snoozed(Duration delay, String code) {
        return new Ending(
                "snoozed",
                new Next.Again("scheduled", "snoozed", Optional.of(delay), false),
                "{}",
                code,
                "");
    }

    static Ending uncertain(String code) {
        return new Ending(
                "uncertain",
                new Next.Again("scheduled", "uncertain", Optional.empty(), false),
                "{}",
                code,
                "");
    }

    /** A completion of which there is nothing to write but the counts. */
    boolean isPlain() {
        return outcome.equals("completed") && report.isEmpty();
    }

    /** The job is over, and not done. */
    boolean isGivenUp() {
        return next instanceof Next.Over(var state) && !state.equals("completed");
    }

    /** Others may claim the job at once. */
    boolean isHandedBack() {
        return outcome.equals("returned");
    }

    /** It was about to destroy more than is usual. */
    static Ending parked() {
        return new Ending(
                "parked",
                new Next.Again("scheduled", "parked", Optional.empty(), false),
                "{}",
                BlastRadius.CODE,
                "");
    }

    /** Stopped by this process, not by the job: the next worker goes on at once. */
    static Ending returned(String code) {
        return new Ending(
                "returned",
                new Next.Again("available", "", Optional.of(Duration.ZERO), false),
                "{}",
                code,
                "");
    }
}
