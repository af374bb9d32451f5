package dev.nightmail.common.setting;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** A mapping that is made anew when a value changes. */
final class Mapped<T> implements InForce<T> {

    private static final int ORDINAL = 100;

    private final Class<T> type;
    private volatile T now;

    Mapped(Class<T> type, Map<String, String> values) {
        this.type = type;
        this.now = map(type, values);
    }

    @Override
    public T now() {
        return now;
    }

    void renew(Map<String, String> values) {
        now = map(type, values);
    }

    /** All values are known; most are those of other mappings. */
    private static <T> T map(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue(SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN, "false")
                .withConverter(Duration.class, ORDINAL, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "settings in force", ORDINAL))
                .withMapping(type)
                .build()
                .getConfigMapping(type);
    }
}
