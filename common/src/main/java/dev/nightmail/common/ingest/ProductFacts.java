package dev.nightmail.common.ingest;

import dev.nightmail.common.event.DeadLetters;
import dev.nightmail.common.event.DeadLetters.Letter;
import dev.nightmail.common.ingest.FactReader.Told;
import dev.nightmail.common.ingest.FactReader.Unreadable;
import dev.nightmail.common.ingest.FactStore.Fact;
import dev.nightmail.common.migration.SchemaGate;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Takes the product's facts from their topics; the consumer of the service that owns them calls it.
 */
@Singleton
public class ProductFacts {

    private final SchemaGate schema;
    private final FactReader reader;
    private final FactStore store;
    private final DeadLetters deadLetters;

    ProductFacts(SchemaGate schema, FactReader reader, FactStore store, DeadLetters deadLetters) {
        this.schema = schema;
        this.reader = reader;
        this.store = store;
        this.deadLetters = deadLetters;
    }

    /**
     * Returns when each record is stored, is known, or is a dead letter; then the batch may be
     * committed. Waits while the database or Kafka is away.
     */
    public void take(ConsumerRecords<String, String> records) throws InterruptedException {
        schema.await();
        var facts = new ArrayList<Fact>(records.count());
        var refused = new ArrayList<Letter>();
        for (var record : records) {
            switch (reader.read(record)) {
                case Told told -> facts.add(new Fact(record, told));
                case Unreadable(String reason) -> refused.add(new Letter(record, reason));
            }
        }
        refused.addAll(store.store(facts));
        deadLetters.send(refused);
    }
}
