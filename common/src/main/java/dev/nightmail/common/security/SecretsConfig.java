package dev.nightmail.common.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keys are that encrypt stored secrets. */
@ConfigMapping(prefix = "nightmail.secrets")
interface SecretsConfig {

    /** A Tink key set in JSON, as {@code secrets new} makes it; the same file for all services. */
    Optional<Path> keysetFile();

    /** Whether the service does not start without one; each service says so itself. */
    @WithDefault("false")
    boolean required();

    /** The same as text, for platforms that hand secrets over in the environment. */
    Optional<String> keyset();
}
