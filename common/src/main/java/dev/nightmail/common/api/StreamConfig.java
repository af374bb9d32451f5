package dev.nightmail.common.api;

import dev.nightmail.common.setting.Live;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How many callers are told of jobs as they change, each on a connection that stays open. */
@Unremovable
@ConfigMapping(prefix = "nightmail.streams")
public interface StreamConfig {

    /**
     * Streams {@code /api/jobs/ID/events}, and waiting runs, that are open at once in one process;
     * each looks at its job twice a second.
     */
    @WithDefault("100")
    @Min(1)
    int most();

    /** The same of one tenant. */
    @Live
    @WithDefault("20")
    @Min(1)
    int perTenant();
}
