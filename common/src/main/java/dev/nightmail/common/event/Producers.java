package dev.nightmail.common.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** How records are sent: each to all copies, once, or not in time. */
@Singleton
class Producers {

    private final Map<String, Object> kafka;
    private final EventConfig config;

    Producers(@Identifier("default-kafka-broker") Map<String, Object> kafka, EventConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** A way to Kafka that gives up in time. */
    KafkaProducer<String, String> open() {
        return new KafkaProducer<>(settings());
    }

    private Map<String, Object> settings() {
        int timeout = (int) config.sendTimeout().toMillis();
        var producer = new HashMap<>(kafka);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        producer.put(
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker takes a producer's second batch for a new partition although it has refused the
        // first, which it then never takes; so one goes out at a time.
        producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeout);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        return producer;
    }
}
