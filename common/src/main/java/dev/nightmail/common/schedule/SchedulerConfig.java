package dev.nightmail.common.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What wakes the walk over schedules. */
@ConfigMapping(prefix = "nightmail.scheduler")
public interface SchedulerConfig {

    /** Who calls when something is due. */
    enum Mode {
        /** Clustered Quartz, every other second, in each process that works. */
        QUARTZ(Duration.ofMinutes(1)),
        /**
         * Nobody inside: cron calls {@code POST /system/cron-run} or {@code schedule tick}, every
         * five minutes, and may take one to start.
         */
        EXTERNAL(Duration.ofMinutes(6));

        private final Duration punctual;

        Mode(Duration punctual) {
            this.punctual = punctual;
        }

        /** A moment that a walk comes to later than this after it was due is late. */
        Duration punctual() {
            return punctual;
        }
    }

    /** {@code external} leaves schedules and sweeps to cron; alike in all processes. */
    @WithDefault("quartz")
    Mode mode();
}
