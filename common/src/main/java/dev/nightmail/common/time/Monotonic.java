package dev.nightmail.common.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that only goes forward and says nothing of the date: for leases and time-outs. */
@FunctionalInterface
public interface Monotonic {

    /** Nanoseconds since an arbitrary moment of this process. */
    long nanos();

    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /** Lets so much time go by; returns sooner when the thread is interrupted, or for no reason. */
    default void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
