package dev.nightmail.common.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How jobs are claimed and kept. The lease is longer than the time to the self-stop, and that
 * longer than the time between two heartbeats.
 */
@ConfigMapping(prefix = "nightmail.jobs")
public interface EngineConfig {

    /** The queues whose limits can be set. */
    String QUEUES = "sync|bodies|mail|notifications|webhooks|exports|maintenance";

    /** Follows the name of the setting. */
    String NO_QUEUE = "knows no queue ${validatedValue}, only " + QUEUES;

    /** Likewise. */
    String TOO_FEW = "wants a number from 1 on for each queue, not ${validatedValue}";

    /** How many jobs of a queue run at once in this process, by queue. */
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            concurrency();

    /**
     * How many jobs of a queue run at once in all processes together, by queue; none is no limit.
     */
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            clusterConcurrency();

    /** How many jobs of a queue begin in a second in all processes together, by queue. */
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            rate();

    /** When a run that deletes is stopped. */
    Guard guard();

    /** Both bounds hold beyond the floor only. */
    interface Guard {

        /** How many times as much as the median of its last seven runs a run may delete. */
        @WithDefault("5")
        @Positive
        double factor();

        /** What a run may always delete, in rows. */
        @WithDefault("1000")
        @PositiveOrZero
        long floor();

        /** The part of a tenant's rows that a run may delete. */
        @WithDefault("0.2")
        @DecimalMin("0")
        @DecimalMax("1")
        double share();
    }

    /** How often the lease is renewed; more often costs a small update each time. */
    @WithDefault("2500ms")
    @DurationMin(millis = 100)
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
    @DurationMin(millis = 10)
    Duration poll();

    /** How long jobs may go on after the process was asked to stop. */
    @WithDefault("20s")
    @DurationMin
    Duration shutdownGrace();
}
