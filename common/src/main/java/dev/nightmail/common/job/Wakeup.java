package dev.nightmail.common.job;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells this process's poller that there may be something to claim, without asking the database.
 */
@Singleton
public class Wakeup {

    private final Semaphore signal = new Semaphore(0);

    public void ring() {
        signal.release();
    }

    /** Returns at the first ring since the last return, or when the time is over. */
    public void await(Duration longest) throws InterruptedException {
        if (signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            signal.drainPermits();
        }
    }
}
