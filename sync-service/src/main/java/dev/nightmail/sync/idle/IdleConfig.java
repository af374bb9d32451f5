package dev.nightmail.sync.idle;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How servers are listened to, for accounts that want new mail at once. */
@ConfigMapping(prefix = "nightmail.idle")
public interface IdleConfig {

    /** Connections of a process at most; 0 listens to none. */
    @WithDefault("2000")
    @Min(0)
    @Max(20000)
    @Live
    int mostConnections();

    /** How long a server is waited for before it is asked anew; servers cut at 30 minutes. */
    @WithDefault("29m")
    @DurationMin(seconds = 10)
    @Live
    Duration renewAfter();

    /** A connection that has lived for so long has proved itself: pauses begin anew. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @Live
    Duration provenAfter();

    /** How long an account is a process's after that has last been heard of. */
    @WithDefault("20s")
    @DurationMin(seconds = 2)
    Duration lease();
}
