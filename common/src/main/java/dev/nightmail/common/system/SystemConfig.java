package dev.nightmail.common.system;

import dev.nightmail.common.setting.Secret;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may make signed calls. */
@ConfigMapping(prefix = "nightmail.system")
interface SystemConfig {

    /** Signs calls; 32 bytes at least. Without one, and without the other, none are taken. */
    @Secret
    Optional<String> secret();

    /** Is taken, too: the one before, until all who call have the new one. */
    @Secret
    Optional<String> previousSecret();
}
