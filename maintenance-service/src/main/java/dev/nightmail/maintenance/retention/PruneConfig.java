package dev.nightmail.maintenance.retention;

import dev.nightmail.common.setting.Live;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the machinery remembers. Its only user asks what is in force. */
@Unremovable
@ConfigMapping(prefix = "nightmail.prune")
interface PruneConfig {

    /** Attempts and inbox rows; a slip cannot erase fresh history. */
    @WithDefault("14d")
    @DurationMin(days = 7)
    @Live
    Duration attempts();

    /** Attempts that did not succeed. */
    @WithDefault("180d")
    @DurationMin(days = 1)
    @Live
    Duration failures();

    /** Ticks: the proof that schedules were kept. */
    @WithDefault("400d")
    @DurationMin(days = 1)
    @Live
    Duration ticks();

    /**
     * Settled effects, unless their job goes on or may be driven again; unsettled ones are kept for
     * ever.
     */
    @WithDefault("90d")
    @DurationMin(days = 1)
    @Live
    Duration effects();

    /** Rows of dead processes. */
    @WithDefault("7d")
    @DurationMin(days = 1)
    @Live
    Duration workers();
}
