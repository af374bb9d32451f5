package dev.nightmail.common.engine;

import dev.nightmail.common.time.Monotonic;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One queue in this process: how many of its jobs run at once, and how many are claimed beforehand.
 *
 * <p>A claim costs one commit, however many jobs it takes. So a queue claims ahead what it would
 * end within {@link #AHEAD} at its present pace, less what it runs: hundreds of jobs that take no
 * time, none of jobs that take longer than that. A job that does not get its slot soon, because the
 * pace broke down, goes back for others to take.
 */
final class Lane {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration AHEAD = Duration.ofMillis(50);
    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final int MOST_AHEAD = 500;

    private final String queue;
    private final Set<String> kindIds;
    private final int concurrency;
    private final Monotonic time;
    private final Semaphore slots;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private long windowBegan;
    private int ahead;

    Lane(String queue, Set<String> kindIds, int concurrency, Monotonic time) {
        this.queue = queue;
        this.kindIds = kindIds;
        this.concurrency = concurrency;
        this.time = time;
        this.slots = new Semaphore(concurrency);
        this.windowBegan = time.nanos();
    }

    String queue() {
        return queue;
    }

    /** The kinds of the queue that this process knows. */
    Set<String> kindIds() {
        return kindIds;
    }

    /** How many more jobs may be claimed now; only the poller asks. */
    int room() {
        var window = time.since(windowBegan);
        if (window.compareTo(WINDOW) >= 0) {
            windowBegan = time.nanos();
            long pace = ended.getAndSet(0) * AHEAD.toNanos() / window.toNanos();
            ahead = Math.clamp(pace - concurrency, 0, MOST_AHEAD);
        }
        return concurrency + ahead - inHand.get();
    }

    void claimed(int jobs) {
        inHand.addAndGet(jobs);
    }

    /** Waits for a slot; false when there was none, or the job was stopped meanwhile. */
    boolean enter() {
        try {
            return slots.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A job is over here, in a slot or not. */
    void leave(boolean hadSlot) {
        if (hadSlot) {
            slots.release();
            ended.incrementAndGet();
        }
        inHand.decrementAndGet();
    }
}
