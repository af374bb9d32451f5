package dev.nightmail.common.store;

import dev.nightmail.common.storage.ObjectStore;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Stores and settings of them, as a service makes them. */
public final class TestStores {

    private static final int ORDINAL = 200;

    private TestStores() {}

    public static ObjectStore folder(Path folder) {
        return new FolderStore(folder);
    }

    public static ObjectStore bucket(StorageConfig.S3 settings) {
        return new S3Store(S3Bucket.open(settings));
    }

    /** With these, named after {@code nightmail.storage.s3}, and the defaults. */
    static StorageConfig.S3 s3(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("s3." + key, value));
        return of(all).s3();
    }

    /** With these, named after {@code nightmail.storage}. */
    static StorageConfig of(Map<String, String> settings) {
        var config =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, ORDINAL, new DurationConverter())
                        .withMapping(StorageConfig.class);
        settings.forEach(
                (key, value) -> config.withDefaultValue("nightmail.storage." + key, value));
        return config.build().getConfigMapping(StorageConfig.class);
    }
}
