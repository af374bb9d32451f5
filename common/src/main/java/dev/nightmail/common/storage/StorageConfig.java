package dev.nightmail.common.storage;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where objects such as bodies of messages are. Known in every service. */
@Unremovable
@ConfigMapping(prefix = "nightmail.storage")
public interface StorageConfig {

    /**
     * The folder of all objects, the same for all processes, durable and in the backup; made when
     * it is needed.
     */
    @WithDefault("objects")
    Path folder();
}
