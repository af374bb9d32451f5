package dev.nightmail.common.engine;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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
    String QUEUES = "sync|backfill|bodies|mail|notifications|webhooks|exports|maintenance";

    /** Follows the name of the setting. */
    String NO_QUEUE = "knows no queue ${validatedValue}, only " + QUEUES;

    /** Likewise. */
    String TOO_FEW = "wants a number from 1 on for each queue, not ${validatedValue}";

    /** Jobs of the queue that run at once in one process. */
    @Live
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            concurrency();

    /** The same in all processes together; without it there is no limit. */
    @Live
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            clusterConcurrency();

    /**
     * Jobs of the queue that begin in a second in all processes together, a fifth of them at once
     * at most; without it there is no limit.
     */
    @Live
    Map<
                    @Pattern(regexp = QUEUES, message = NO_QUEUE) String,
                    @Min(value = 1, message = TOO_FEW) Integer>
            rate();

    /** When a run that deletes is stopped. */
    Guard guard();

    /** Both bounds hold beyond the floor only. */
    interface Guard {

        /**
         * How many times as much as the median of the last seven runs of its kind a run may delete
         * before it is parked.
         */
        @WithDefault("5")
        @DecimalMin("1")
        @Live
        double factor();

        /** What a run may always delete, in rows. */
        @WithDefault("1000")
        @Live
        @PositiveOrZero
        long floor();

        /** The part of a tenant's rows that a run may delete. */
        @WithDefault("0.2")
        @Live
        @DecimalMin("0")
        @DecimalMax("1")
        double share();
    }

    /** How often the lease is renewed; more often costs a small update each time. */
    @WithDefault("2500ms")
    @DurationMin(millis = 100)
    Duration heartbeat();

    /** Without renewal for so long, others take the process's jobs over. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration lease();

    /**
     * Without renewal for so long, the process stops its own jobs; longer than the heartbeat, and
     * well below the lease.
     */
    @WithDefault("7s")
    @DurationMin(seconds = 1)
    Duration selfStop();

    /**
     * How often waiting jobs are looked for; of most a process is told at once, by itself or by
     * another one.
     */
    @WithDefault("200ms")
    @DurationMin(millis = 10)
    Duration poll();

    /** How long jobs may go on after SIGTERM. */
    @WithDefault("20s")
    @DurationMin
    Duration shutdownGrace();
}
