package dev.nightmail.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Jobs that come at a steady pace, however long each takes to be enqueued. */
public record Arrivals(int jobs, Duration gap) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Enqueues each, by its number, by as many threads as it takes. */
    public void each(IntConsumer enqueue) {
        long first = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int job = 0; job < jobs; job++) {
                int number = job;
                long wait = first + job * gap.toNanos() - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                threads.execute(() -> enqueue.accept(number));
            }
        }
    }

    /** In milliseconds, what this share of sorted waits in nanoseconds did not exceed. */
    public static double millis(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / NANOS_PER_MILLI;
    }
}
