package dev.nightmail.common.problem;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long callers may take. */
@ConfigMapping(prefix = "nightmail.http")
interface HttpConfig {

    /** From the end of a request's headers to the end of its body. */
    @WithDefault("60s")
    @DurationMin(millis = 1)
    Duration bodyTimeout();
}
