package dev.nightmail.sync.idle;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** How servers are listened to unless somebody says otherwise. */
final class TestSettings {

    private TestSettings() {}

    static IdleConfig usual() {
        return with("most-connections", "2000");
    }

    static IdleConfig with(String key, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(IdleConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("nightmail.idle." + key, value)
                .build()
                .getConfigMapping(IdleConfig.class);
    }
}
