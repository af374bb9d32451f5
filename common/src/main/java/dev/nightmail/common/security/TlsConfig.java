package dev.nightmail.common.security;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom mail servers are vouched for by. Known in every service, also where only settings use it.
 */
@Unremovable
@ConfigMapping(prefix = "nightmail.tls")
public interface TlsConfig {

    /** PEM file of authorities that mail servers may also be vouched for by. */
    Optional<Path> trustedCertificates();
}
