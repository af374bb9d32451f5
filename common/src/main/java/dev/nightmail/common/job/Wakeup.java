package dev.nightmail.common.job;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells pollers that there may be something to claim: this process's at once and without asking the
 * database, those of others beside what goes on here.
 */
@Singleton
public class Wakeup {

    /** The pollers of other processes. */
    @FunctionalInterface
    public interface Others {

        /** Returns at once, whatever comes of it. */
        void ring(Collection<String> queues);
    }

    private final Semaphore signal = new Semaphore(0);
    private final AtomicBoolean hasNews = new AtomicBoolean();
    private final Others others;

    @Inject
    public Wakeup(Others others) {
        this.others = others;
    }

    /** Of a process that tells no other. */
    public Wakeup() {
        this(queues -> {});
    }

    /** In this process only. */
    public void ring() {
        hasNews.set(true);
        nudge();
    }

    /** The same, when a job has ended: there is a place, and nothing new but what it held up. */
    public void nudge() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** In all processes that have one of these queues; what is to be claimed is committed. */
    public void ring(Collection<String> queues) {
        ring();
        others.ring(queues);
    }

    /** What a wait has ended with. */
    public enum Heard {
        RING,
        NUDGE,
        NOTHING
    }

    /** Returns at the first ring or nudge since the last return, or when the time is over. */
    public Heard await(Duration longest) throws InterruptedException {
        boolean isSignal = signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
        if (hasNews.getAndSet(false)) {
            return Heard.RING;
        }
        return isSignal ? Heard.NUDGE : Heard.NOTHING;
    }
}
