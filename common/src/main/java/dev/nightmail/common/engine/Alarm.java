package dev.nightmail.common.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it when that is not done in time. */
final class Alarm implements AutoCloseable {

    private final Thread awaited = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);

    Alarm(Duration after) {
        Thread.ofPlatform().name("alarm").daemon().start(() -> await(after));
    }

    /** From then on it does not ring, and nothing is left of it if it has rung. */
    @Override
    public void close() {
        synchronized (this) {
            done.countDown();
        }
        boolean ignored = Thread.interrupted();
    }

    private void await(Duration after) {
        try {
            if (!done.await(after.toNanos(), TimeUnit.NANOSECONDS)) {
                ring();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ring() {
        if (done.getCount() > 0) {
            awaited.interrupt();
        }
    }
}
