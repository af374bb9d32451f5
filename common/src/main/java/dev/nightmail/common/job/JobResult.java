package dev.nightmail.common.job;

import java.time.Duration;
import java.util.Map;

/** How a run ended on purpose. An unplanned end is an exception. */
public sealed interface JobResult {

    /** Done; never runs again. The counts are added to those of the chunks. */
    record Completed(Map<String, Long> counts) implements JobResult {

        public Completed {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * Tried in vain: run again after the delay. Spends an attempt.
     *
     * @param delay up to a year
     */
    record RetryLater(Duration delay, String code) implements JobResult {

        public RetryLater {
            checkDelay(delay);
        }
    }

    /**
     * Not the time for it: run again after the delay. Spends no attempt.
     *
     * @param delay up to a year
     */
    record Snoozed(Duration delay, String code) implements JobResult {

        public Snoozed {
            checkDelay(delay);
        }
    }

    /** No longer worth doing; never runs again. */
    record Cancelled(String code) implements JobResult {}

    /** Will never work; discarded without further attempts. */
    record Failed(String code, String text) implements JobResult {}

    /** Something outside may or may not have happened; waits for a person to decide. */
    record Uncertain(String code) implements JobResult {}

    private static void checkDelay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("A job waits for a year at most, not " + delay);
        }
    }

    static Completed completed() {
        return new Completed(Map.of());
    }

    static Completed completed(String count, long value) {
        return new Completed(Map.of(count, value));
    }
}
