package dev.nightmail.sync.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How log-ins are tried while a caller waits. */
@ConfigMapping(prefix = "nightmail.login-check")
interface LoginConfig {

    /** Until both servers must have let us in. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration timeout();

    /** Tries of one tenant a minute, counted in each process. */
    @WithDefault("10")
    @Min(1)
    @Max(10_000)
    int perMinute();
}
