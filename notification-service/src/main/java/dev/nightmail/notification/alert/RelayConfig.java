package dev.nightmail.notification.alert;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The server through which notices leave; handed on to {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "nightmail.relay")
interface RelayConfig {

    String host();

    int port();

    /** Whether TLS begins with the first byte; then STARTTLS has no meaning. */
    boolean tls();

    /** DISABLED, OPTIONAL or REQUIRED. */
    String startTls();

    /** None for a relay that takes what comes from here. */
    Optional<String> username();

    Optional<String> password();
}
