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
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

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

    public static DeadLetters deadLetters() {
        return new DeadLetters(producers());
    }

    /** As they come from a topic. */
    public static ConsumerRecords<String, String> records(String topic, String... texts) {
        var records =
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new ConsumerRecord<>(topic, 0, i, "same key", texts[i]))
                        .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), records), Map.of());
    }

    /** With the settings of channels: names and values in turn. */
    public static InboxDrain inbox(Map<String, String> settings, Subscription... subscriptions) {
        var config = config(settings);
        return new InboxDrain(
                List.of(subscriptions),
                kafka(),
                config,
                new Groups(kafka(), config.getConfigMapping(EventConfig.class)));
    }

    /** What a consumer does with what it is given. */
    @FunctionalInterface
    public interface Taking {
        void take(ConsumerRecords<String, String> records) throws InterruptedException;
    }

    /** Of a service for which one fact waits on Kafka. */
    public static InboxDrain waiting(Taking taking) throws Exception {
        var topic = "test-" + UUID.randomUUID();
        try (var admin = AdminClient.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = producers().open()) {
            producer.send(new ProducerRecord<>(topic, "a", "a1")).get();
        }
        var channel = "mp.messaging.incoming.test.";
        return inbox(
                Map.of(channel + "topics", topic, channel + "group.id", topic),
                new Subscription() {
                    @Override
                    public String channel() {
                        return "test";
                    }

                    @Override
                    public void take(ConsumerRecords<String, String> records)
                            throws InterruptedException {
                        taking.take(records);
                    }
                });
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
