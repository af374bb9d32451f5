package dev.nightmail.common.net;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;

/** Which hosts that users name are connected to, besides public ones. */
@ConfigMapping(prefix = "nightmail.net")
public interface NetConfig {

    /**
     * What may be connected to although it is not public, separated by commas: names of hosts as
     * users give them, addresses, or networks such as {@code 10.1.0.0/16}. Whoever may add an
     * account reaches these through us.
     */
    Optional<Set<@Pattern(regexp = "[A-Za-z0-9.:_-]{1,253}(/\\d{1,3})?") String>> allowedHosts();

    /** Ports that may be connected to, separated by commas: numbers, or ranges such as 1-65535. */
    @WithDefault("143,465,587,993")
    Set<@Pattern(regexp = "\\d{1,5}(-\\d{1,5})?") String> allowedPorts();
}
