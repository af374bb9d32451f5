package dev.nightmail.maintenance.product;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of users, as the product sees it. */
record Topic(Map<String, Object> kafka) {

    private static final String USERS = "nightmail.product.user.v1";
    private static final String GROUP = "maintenance-service";
    private static final int PATIENCE = 90;

    /** The event of an item, as it stands in a batch. */
    static String event(UUID tenant, String item) {
        return """
        {"specversion": "1.0", "id": "%s", "source": "/product", "type": "dev.nightmail.product.user.changed",
         "subject": "x", "time": "2026-11-22T08:00:00Z", "datacontenttype": "application/json", "tenant": "%s",
         "data": %s}\
        """
                .formatted(UUID.randomUUID(), tenant, item);
    }

    void send(List<String> events) throws Exception {
        try (var producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (var event : events) {
                sent.add(producer.send(new ProducerRecord<>(USERS, "same key", event)));
            }
            for (var answer : sent) {
                answer.get();
            }
        }
    }

    /** Dead letters of users with this in them, when there are so many; fewer if none comes. */
    List<ConsumerRecord<String, String>> deadLetters(String with, int count) {
        var config = settings();
        config.put("group.id", "test " + UUID.randomUUID());
        config.put("auto.offset.reset", "earliest");
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(USERS + ".dead"));
            for (int second = 0; second < PATIENCE && found.size() < count; second++) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value().contains(with)) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    /** Whether the service has said of every record of users that it need not come again. */
    boolean isCommitted() {
        var config = settings();
        config.put("group.id", GROUP);
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(USERS).stream()
                            .map(of -> new TopicPartition(USERS, of.partition()))
                            .collect(Collectors.toSet());
            var committed = consumer.committed(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(end ->
                            Optional.ofNullable(committed.get(end.getKey()))
                                    .filter(place -> place.offset() == end.getValue())
                                    .isPresent());
        }
    }

    private Map<String, Object> settings() {
        return new HashMap<>(kafka);
    }
}
