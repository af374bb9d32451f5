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

    /** Which ticks were written, and how many jobs were enqueued by sweeps. */
    public record Found(List<WrittenTick> ticks, int swept) {}

    /** The names of the schedules that are walked. */
    public List<String> schedules() {
        return walk.schedules();
    }

    /**
     * Turns it into jobs, once each, however many do so at a time. Sweeps go on when a schedule
     * cannot be walked.
     */
    public Found enqueue() {
        List<WrittenTick> ticks = List.of();
        int swept = 0;
        try {
            ticks = walk.walk();
        } finally {
            swept = sweeps.stream().mapToInt(Sweep::sweep).sum();
        }
        return new Found(ticks, swept);
    }
}
