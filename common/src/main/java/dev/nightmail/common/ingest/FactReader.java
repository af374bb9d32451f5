package dev.nightmail.common.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.CloudEvent;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of a topic of the product's into the item that it tells of. */
@Singleton
class FactReader {

    private final IngestTypes types;
    private final ObjectMapper json;

    FactReader(IngestTypes types, ObjectMapper json) {
        this.types = types;
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** What a record is. */
    sealed interface Read {}

    /** An item of a tenant's. */
    record Told(UUID tenant, IngestType type, Reading.Item item) implements Read {}

    /**
     * Something else.
     *
     * @param reason holds nothing of its values
     */
    record Unreadable(String reason) implements Read {}

    Read read(ConsumerRecord<String, String> record) {
        var type = types.findByTopic(record.topic());
        var event = Optional.ofNullable(record.value()).flatMap(this::parse);
        if (type.isEmpty() || event.isEmpty()) {
            return new Unreadable("It is not a complete CloudEvent in JSON");
        }
        return read(type.get(), event.get());
    }

    private static Read read(IngestType type, CloudEvent event) {
        if (!event.type().equals(type.eventType())) {
            return new Unreadable("Its type is not " + type.eventType());
        }
        return switch (new ItemReader(type).read(event.data())) {
            case Reading.Item item -> new Told(event.tenant(), type, item);
            case Reading.Refusal refusal -> new Unreadable(refusal.toString());
        };
    }

    private Optional<CloudEvent> parse(String text) {
        try {
            return Optional.ofNullable(json.readValue(text, CloudEvent.class))
                    .filter(CloudEvent::isComplete);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
