package dev.nightmail.common.schedule;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** All of this service that is due by time: moments of schedules, and what the sweeps find. */
@Singleton
public class DueWork {

    private final TickWalk walk;
    private final List<Sweep> sweeps;

    DueWork(TickWalk walk, @All List<Sweep> sweeps) {
        this.walk = walk;
        this.sweeps = sweeps;
    }

    /** How many ticks were written, and jobs enqueued by sweeps. */
    public record Found(int ticks, int swept) {}

    /**
     * Turns it into jobs, once each, however many do so at a time. Sweeps go on when a schedule
     * cannot be walked.
     */
    public Found enqueue() {
        int ticks = 0;
        int swept = 0;
        try {
            ticks = walk.walk();
        } finally {
            swept = sweeps.stream().mapToInt(Sweep::sweep).sum();
        }
        return new Found(ticks, swept);
    }
}
