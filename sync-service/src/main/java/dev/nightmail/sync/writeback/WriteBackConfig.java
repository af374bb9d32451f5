package dev.nightmail.sync.writeback;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long wishes for changes are pursued, and remembered. */
@ConfigMapping(prefix = "nightmail.write-back")
public interface WriteBackConfig {

    /**
     * A wish that could not be carried out for so long fails; while its account rests, it waits.
     */
    @WithDefault("14d")
    @DurationMin(minutes = 1)
    @Live
    Duration giveUpAfter();

    /** How long wishes that have ended are told of. */
    @WithDefault("14d")
    @DurationMin(minutes = 1)
    @Live
    Duration retention();
}
