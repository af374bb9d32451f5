package dev.nightmail.common.event;

import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestServers;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways of facts as a service has them, to the real Kafka. */
public final class TestFacts {

    private TestFacts() {}

    /** Of the service that the tests' outbox is of. */
    public static Relay relay(Sql sql) {
        var config = config(Map.of());
        var events = config.getConfigMapping(EventConfig.class);
        return new Relay(
                new OutboxRepository(sql),
                new Topics(kafka(), events, config.getConfigMapping(KafkaConfig.class), List.of()),
                events,
                producers(),
                "test-service");
    }

    static Producers producers() {
        return new Producers(kafka(), config(Map.of()).getConfigMapping(EventConfig.class));
    }

    /** With the settings of channels: names and values in turn. */
    public static InboxDrain inbox(Map<String, String> settings, Subscription... subscriptions) {
        var config = config(settings);
        return new InboxDrain(
                List.of(subscriptions),
                kafka(),
                config,
                producers(),
                new Groups(kafka(), config.getConfigMapping(EventConfig.class)));
    }

    /** Of a service that is told nothing. */
    public static InboxDrain inbox() {
        return inbox(Map.of());
    }

    static Map<String, Object> kafka() {
        return new HashMap<>(Map.of("bootstrap.servers", TestServers.get("kafka.bootstrap")));
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(EventConfig.class)
                .withMapping(KafkaConfig.class)
                .build();
    }
}
