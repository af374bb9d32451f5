package dev.nightmail.maintenance.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the machinery remembers. */
@ConfigMapping(prefix = "nightmail.prune")
interface PruneConfig {

    /** Attempts and inbox rows; at least 7 days, so that a slip cannot erase fresh history. */
    @WithDefault("14d")
    @DurationMin(days = 7)
    Duration attempts();

    /** Attempts that did not succeed. */
    @WithDefault("180d")
    Duration failures();

    /** Ticks: the proof that schedules were kept. */
    @WithDefault("400d")
    Duration ticks();

    /** Settled effects; unsettled ones are kept for ever. */
    @WithDefault("90d")
    Duration effects();

    /** Dead processes. */
    @WithDefault("7d")
    Duration workers();
}
