package dev.nightmail.common.pace;

import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives each run that deletes much a pace of its own. */
@Singleton
public class Pacing {

    private final Monotonic time;
    private final Server server;
    private final Bounds bounds;

    @Inject
    Pacing(Monotonic time, Server server) {
        this(time, server, Bounds.USUAL);
    }

    /** Within bounds of one's own. */
    public Pacing(Monotonic time, Server server, Bounds bounds) {
        this.time = time;
        this.server = server;
        this.bounds = bounds;
    }

    public Pace begin() {
        return new Pace(time, server, bounds);
    }
}
