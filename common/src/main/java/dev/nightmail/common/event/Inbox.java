package dev.nightmail.common.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.DeadLetters.Letter;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Outage;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes facts from Kafka, each once. */
@ApplicationScoped
public class Inbox {

    private final Sql sql;
    private final ObjectMapper json;
    private final SchemaGate schema;
    private final DeadLetters deadLetters;

    public Inbox(Sql sql, ObjectMapper json, SchemaGate schema, DeadLetters deadLetters) {
        this.sql = sql;
        this.json = json;
        this.schema = schema;
        this.deadLetters = deadLetters;
    }

    /** What a consumer does with a fact, in the transaction that remembers it. */
    @FunctionalInterface
    public interface Effect {
        void of(CloudEvent event);
    }

    /**
     * Lets the effect happen once for each fact, under the fact's tenant. What is no CloudEvent, or
     * fails for good, is a dead letter. Waits while the database or Kafka is away, or the schema is
     * older than this release.
     */
    public void take(String consumer, ConsumerRecords<String, String> records, Effect effect)
            throws InterruptedException {
        take(new Reader(consumer, CloudEvent::tenant), records, effect);
    }

    /** As {@link #take}; but whosever the fact is, what it causes is this tenant's. */
    public void takeFor(
            UUID tenant, String consumer, ConsumerRecords<String, String> records, Effect effect)
            throws InterruptedException {
        take(new Reader(consumer, event -> tenant), records, effect);
    }

    /** Who takes facts, and whose the effect of each is. */
    private record Reader(String consumer, Function<CloudEvent, UUID> owner) {}

    private void take(Reader reader, ConsumerRecords<String, String> records, Effect effect)
            throws InterruptedException {
        schema.await();
        var refused = new ArrayList<Letter>();
        for (var record : records) {
            try {
                take(reader, parse(Optional.ofNullable(record.value()).orElse("")), effect);
            } catch (RuntimeException e) {
                refused.add(Letter.because(record, e));
            }
        }
        deadLetters.send(refused);
    }

    /** Reads the data of a fact. */
    public <D extends Record> D data(CloudEvent event, Class<D> type) {
        try {
            return json.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new MalformedFactException(event.type(), e);
        }
    }

    private void take(Reader reader, CloudEvent event, Effect effect) throws InterruptedException {
        var access = Access.worker(reader.owner().apply(event));
        Outage.outlast(
                "A fact",
                () -> sql.transaction(access, () -> once(reader.consumer(), event, effect)));
    }

    private boolean once(String consumer, CloudEvent event, Effect effect) {
        int fresh =
                sql.update(
                        """
                        INSERT INTO events.inbox (consumer, event_time, event_id) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                        consumer,
                        event.time(),
                        event.id());
        if (fresh == 1) {
            effect.of(event);
        }
        return fresh == 1;
    }

    private CloudEvent parse(String text) {
        try {
            var event = json.readValue(text, CloudEvent.class);
            if (event == null || !event.isComplete()) {
                throw new MalformedFactException("complete CloudEvent");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new MalformedFactException("CloudEvent", e);
        }
    }

    /** A record on Kafka that is not what its topic promises. */
    public static final class MalformedFactException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedFactException(String wanted) {
            super("Not a " + wanted);
        }

        MalformedFactException(String wanted, JsonProcessingException cause) {
            super("Not a " + wanted + ", at " + cause.getLocation().offsetDescription());
        }
    }
}
