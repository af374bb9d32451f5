package dev.nightmail.common.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How many callers are told of jobs as they change, each on a connection that stays open. */
@ConfigMapping(prefix = "nightmail.streams")
public interface StreamConfig {

    /** In this process at once. */
    @WithDefault("100")
    @Min(1)
    int most();

    /** Of one tenant. */
    @WithDefault("20")
    @Min(1)
    int perTenant();
}
