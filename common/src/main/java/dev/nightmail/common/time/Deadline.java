package dev.nightmail.common.time;

import java.time.Duration;

/** A point in monotonic time. */
public final class Deadline {

    private final Monotonic time;
    private final long begun;
    private final Duration longest;

    /** So long from now. */
    public Deadline(Monotonic time, Duration longest) {
        this.time = time;
        this.begun = time.nanos();
        this.longest = longest;
    }

    public boolean isOver() {
        return left().isZero();
    }

    /** Never negative. */
    public Duration left() {
        var left = longest.minus(time.since(begun));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
