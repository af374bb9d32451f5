package dev.nightmail.common.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How jobs are claimed and kept. */
@ConfigMapping(prefix = "nightmail.jobs")
public interface EngineConfig {

    /** How many jobs of a queue run at once in this process, by queue. */
    Map<String, Integer> concurrency();

    /**
     * How many jobs of a queue run at once in all processes together, by queue; none is no limit.
     */
    Map<String, Integer> clusterConcurrency();

    /** How many jobs of a queue begin in a second in all processes together, by queue. */
    Map<String, Integer> rate();

    /** When a run that deletes is stopped. */
    Guard guard();

    /** Both bounds hold beyond the floor only. */
    interface Guard {

        /** How many times as much as the median of its last seven runs a run may delete. */
        @WithDefault("5")
        double factor();

        /** What a run may always delete, in rows. */
        @WithDefault("1000")
        long floor();

        /** The part of a tenant's rows that a run may delete. */
        @WithDefault("0.2")
        double share();
    }

    /** How often the lease is renewed; more often costs a small update each time. */
    @WithDefault("2500ms")
    Duration heartbeat();

    /** After how long without renewal others take this process's jobs over. */
    @WithDefault("10s")
    Duration lease();

    /**
     * After how long without renewal this process stops its own jobs; must be well below the lease.
     */
    @WithDefault("7s")
    Duration selfStop();

    /**
     * How often waiting jobs are looked for; of most a process is told at once, see {@link
     * dev.nightmail.common.wakeup}.
     */
    @WithDefault("200ms")
    Duration poll();

    /** How long jobs may go on after the process was asked to stop. */
    @WithDefault("20s")
    Duration shutdownGrace();
}
