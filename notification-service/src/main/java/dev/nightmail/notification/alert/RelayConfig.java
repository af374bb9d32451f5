package dev.nightmail.notification.alert;

import dev.nightmail.common.setting.Secret;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The server through which notices leave; handed on to {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "nightmail.relay")
interface RelayConfig {

    /** The SMTP relay through which notices leave. */
    String host();

    /** Its port. */
    @Min(1)
    @Max(65535)
    int port();

    /** TLS from the first byte on; then STARTTLS has no meaning. */
    boolean tls();

    /** Whether TLS begins after the greeting. */
    @Pattern(regexp = "DISABLED|OPTIONAL|REQUIRED", flags = Pattern.Flag.CASE_INSENSITIVE)
    String startTls();

    /** None for a relay that takes what comes from here. */
    Optional<String> username();

    /** Of the relay. */
    @Secret
    Optional<String> password();
}
