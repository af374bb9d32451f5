package dev.nightmail.common.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much one key may ask. Counted in each process, so that replicas allow that much each. */
@ConfigMapping(prefix = "nightmail.keys")
interface KeyConfig {

    /** Requests a second, in the long run. */
    @WithDefault("500")
    @Min(1)
    int rate();

    /** Requests at once, after a rest. */
    @WithDefault("1000")
    @Min(1)
    int burst();
}
