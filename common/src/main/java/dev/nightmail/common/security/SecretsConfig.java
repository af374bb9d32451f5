package dev.nightmail.common.security;

import dev.nightmail.common.setting.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keys are that encrypt stored secrets. */
@ConfigMapping(prefix = "nightmail.secrets")
interface SecretsConfig {

    /**
     * Key set that encrypts stored secrets, the same for all services; made by {@code secrets new
     * --out FILE}.
     */
    Optional<Path> keysetFile();

    /** Whether the service starts with one only; set by the services themselves. */
    @WithDefault("false")
    boolean required();

    /** The key set as text, for platforms that hand secrets over so; used when there is no file. */
    @Secret
    Optional<String> keyset();
}
