package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bodies as other features ask for them. */
public final class TestBodies {

    private static final int DEFAULTS = 100;

    private TestBodies() {}

    public static BodyRequests requests(TestJobs engine) {
        return new BodyRequests(
                engine.jobs,
                new BodyRepository(engine.sql),
                new BodyViewRepository(engine.sql),
                TestBodies::config);
    }

    /** The messages whose bodies are asked for and not here yet. */
    public static List<UUID> asked(TestJobs engine, UUID tenant) {
        return engine.enqueued(FetchBodyJob.KIND, tenant).stream()
                .map(FetchBodyJob.Args::messageId)
                .toList();
    }

    /** The defaults. */
    public static BodyConfig config() {
        return config(Map.of());
    }

    /** With these, named after {@code nightmail.bodies}. */
    static BodyConfig config(Map<String, String> settings) {
        var builder =
                new SmallRyeConfigBuilder()
                        .withMapping(BodyConfig.class)
                        .withConverter(Duration.class, DEFAULTS, new DurationConverter());
        settings.forEach(
                (key, value) -> builder.withDefaultValue("nightmail.bodies." + key, value));
        return builder.build().getConfigMapping(BodyConfig.class);
    }
}
