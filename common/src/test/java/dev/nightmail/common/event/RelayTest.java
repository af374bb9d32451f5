package dev.nightmail.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.event.OutboxRepository.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A4")
class RelayTest {

    /** Kafka, which refuses a record: the real one does so only when it is about to break. */
    private static final class Refusing extends MockProducer<String, String> {

        private final String refused;
        private final List<String> asked = new ArrayList<>();

        Refusing(String refused) {
            super(true, null, new StringSerializer(), new StringSerializer());
            this.refused = refused;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, String> fact) {
            asked.add(fact.value());
            return fact.value().equals(refused)
                    ? CompletableFuture.failedFuture(new TimeoutException())
                    : super.send(fact);
        }
    }

    @Test
    void factsOfAKeyGoInTheirOrder() throws Exception {
        var kafka = new Refusing("none");

        var sent = Relay.send(kafka, batch());

        assertThat(sent).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(kafka.asked).containsSubsequence("a1", "a2", "a3");
    }

    @Test
    void factThatKafkaRefusesKeepsTheLaterOnesOfItsKeyBackAndNoOther() throws Exception {
        var kafka = new Refusing("a1");

        var sent = Relay.send(kafka, batch());

        assertThat(sent).containsExactly(4L);
        assertThat(kafka.asked).containsExactlyInAnyOrder("a1", "b1");
    }

    private static List<Waiting> batch() {
        return List.of(
                new Waiting(1, "topic", "a", "a1"),
                new Waiting(2, "topic", "a", "a2"),
                new Waiting(3, "topic", "a", "a3"),
                new Waiting(4, "topic", "b", "b1"));
    }
}
