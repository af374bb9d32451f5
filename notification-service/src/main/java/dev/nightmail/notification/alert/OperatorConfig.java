package dev.nightmail.notification.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Who runs this installation. */
@ConfigMapping(prefix = "nightmail.operator")
interface OperatorConfig {

    /**
     * Who is told of alerts and of jobs that need somebody; without one, notices are kept and not
     * sent.
     */
    Optional<String> address();

    /** From whom the notices come. */
    @WithDefault("nightmail@localhost")
    String from();

    /** How long a notice waits for others that go in the same mail. */
    @WithDefault("10s")
    @DurationMin
    Duration gather();
}
