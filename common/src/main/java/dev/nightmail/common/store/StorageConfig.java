package dev.nightmail.common.store;

import dev.nightmail.common.setting.Secret;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where objects such as bodies of messages are. Known in every service. */
@Unremovable
@ConfigMapping(prefix = "nightmail.storage")
public interface StorageConfig {

    /** What objects may lie in. */
    enum Kind {
        /** A folder that all processes share. */
        FOLDER,
        /** A bucket of an S3 store. */
        S3
    }

    /**
     * Where objects are: in a folder that all processes share, or in a bucket; the same for all
     * processes.
     */
    @WithDefault("folder")
    Kind kind();

    /**
     * The folder of all objects, the same for all processes, durable and in the backup; made when
     * it is needed.
     */
    @WithDefault("objects")
    Path folder();

    /** The bucket, where the kind is {@code s3}. */
    S3 s3();

    /** A bucket, and whoever may write to it. */
    interface S3 {

        /** The address of the store, such as {@code https://s3.eu-central-1.amazonaws.com}. */
        Optional<String> endpoint();

        /** The region that requests are signed for; stores other than Amazon's mostly take any. */
        @WithDefault("us-east-1")
        String region();

        /**
         * The bucket, which must exist, and in which names that begin with {@code v1/} are ours.
         */
        Optional<String> bucket();

        /** Names the key that may list, read, write and delete there. */
        Optional<String> accessKey();

        /** The key itself. */
        @Secret
        Optional<String> secretKey();

        /** Until a connection to the store stands. */
        @WithDefault("5s")
        @DurationMin(millis = 100)
        Duration connectTimeout();

        /** The longest silence of the store. */
        @WithDefault("20s")
        @DurationMin(millis = 100)
        Duration readTimeout();

        /** The longest time of a request with its repeats; of a reading, until it begins. */
        @WithDefault("60s")
        @DurationMin(millis = 100)
        Duration callTimeout();
    }
}
