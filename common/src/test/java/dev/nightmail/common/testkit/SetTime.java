package dev.nightmail.common.testkit;

import dev.nightmail.common.time.Monotonic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that goes by when the test says so, or somebody waits. */
public class SetTime implements Monotonic {

    /** How long somebody waited, each time. */
    public final List<Duration> waits = new ArrayList<>();

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    public void advance(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public void pass(Duration time) {
        waits.add(time);
        advance(time);
    }
}
