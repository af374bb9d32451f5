package dev.nightmail.common.job;

/** What is to be done about an effect of which nobody knows whether it happened. */
public sealed interface Verdict {

    /** It is over: the far side was asked, or nothing depends on it. */
    record Settle(String outcome) implements Verdict {}

    /** It may happen once more, under the same stable id. */
    record Repeat() implements Verdict {}

    /** A person has to decide; the job waits without a time. */
    record Hold(String code) implements Verdict {}
}
