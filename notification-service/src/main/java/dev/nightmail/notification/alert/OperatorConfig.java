package dev.nightmail.notification.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who runs this installation. */
@ConfigMapping(prefix = "nightmail.operator")
interface OperatorConfig {

    /**
     * Who is told of jobs that failed for good or wait for a person; without one, notices are kept
     * and not sent.
     */
    Optional<String> address();

    /** From whom the notices come. */
    @WithDefault("nightmail@localhost")
    String from();
}
