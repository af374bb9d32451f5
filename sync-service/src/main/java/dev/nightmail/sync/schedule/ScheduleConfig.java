package dev.nightmail.sync.schedule;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How syncs share servers and slots. */
@ConfigMapping(prefix = "nightmail.sync")
public interface ScheduleConfig {

    /**
     * Syncs that wait for a slot or run, in all processes together; back-fills are counted for
     * themselves. How many run at once in one process says {@code nightmail.jobs.concurrency.sync}.
     */
    @WithDefault("64")
    @Min(1)
    @Max(5000)
    @Live
    int maxConcurrent();

    /**
     * The same with one host, or one provider with many hosts; back-fills are counted for
     * themselves. Each has one connection.
     */
    @WithDefault("32")
    @Min(1)
    @Max(5000)
    @Live
    int connectionsPerHost();

    /**
     * Messages that one sync fetches at most; what an account lacks beyond them is left to a
     * back-fill.
     */
    @WithDefault("5000")
    @Min(1)
    @Live
    int mostAtOnce();

    /** How long a back-fill goes on before it looks for new mail and lets others on. */
    @WithDefault("20s")
    @DurationMin(seconds = 1)
    @Live
    Duration backfillTurn();
}
