package dev.nightmail.common.testkit;

import dev.nightmail.common.pace.Bounds;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.common.pace.Server;
import dev.nightmail.common.pace.Strain;
import java.time.Duration;

/** Paces that follow nothing but the test. */
public final class TestPacing {

    /** Takes everything, however much and however long. */
    private static final Server CALM =
            new Server() {

                @Override
                public void limit(Duration longest) {}

                @Override
                public Strain strain() {
                    return Strain.NONE;
                }
            };

    private TestPacing() {}

    /** Batches of this size, without rests, so that each run has the same commits. */
    public static Pacing steady(int size) {
        var bounds = new Bounds(size, size, size, Duration.ofDays(1), Duration.ofDays(1));
        return new Pacing(() -> 0, CALM, bounds);
    }

    /** On a server that bears everything. */
    public static Pacing timedBy(SetTime time, Bounds bounds) {
        return new Pacing(time, CALM, bounds);
    }
}
