package dev.nightmail.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Facts that are taken in where no process listens. */
@Tag("J16")
class InboxDrainTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final String topic = "test-" + UUID.randomUUID();
    private final List<String> taken = new ArrayList<>();
    private final InboxDrain drain =
            TestFacts.inbox(
                    Map.of(
                            "mp.messaging.incoming.test.topics",
                            topic + "," + topic + ".2",
                            "mp.messaging.incoming.test.group.id",
                            topic),
                    new Listing());

    private final class Listing implements Subscription {

        @Override
        public String channel() {
            return "test";
        }

        @Override
        public void take(ConsumerRecords<String, String> records) {
            records.forEach(record -> taken.add(record.value()));
        }
    }

    @BeforeEach
    void makeTopics() throws Exception {
        try (var admin = AdminClient.create(TestFacts.kafka())) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, 3, (short) 1),
                                    new NewTopic(topic + ".2", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void whatWaitsIsTakenInOnceAndInTheOrderOfItsKey() throws Exception {
        tell("a1", "a2", "b1", "a3");

        assertThat(drain.drain(in(LONG))).isEqualTo(4);
        assertThat(drain.drain(in(LONG))).isZero();
        tell("a4");
        assertThat(drain.drain(in(LONG))).isOne();

        assertThat(taken).hasSize(5).containsSubsequence("a1", "a2", "a3", "a4").contains("b1");
    }

    @Test
    void whatWaitsOnEachTopicIsTakenIn() throws Exception {
        tell("a1");
        tellOf(topic + ".2", "b1");

        assertThat(drain.drain(in(LONG))).isEqualTo(2);

        assertThat(taken).containsExactlyInAnyOrder("a1", "b1");
    }

    @Test
    @Tag("J21")
    void factsOfALiveListenerAreLeftToItAndItIsNotDisturbed() throws Exception {
        tell("a1");
        try (var listener = consumer()) {
            listener.subscribe(List.of(topic));
            listener.poll(LONG);
            var generation = listener.groupMetadata().generationId();

            assertThat(drain.drain(in(LONG))).isZero();
            listener.poll(Duration.ofSeconds(4));

            assertThat(listener.groupMetadata().generationId()).isEqualTo(generation);
            assertThat(generation).isPositive();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void nothingIsTakenWhenTheTimeIsOver() throws Exception {
        tell("a1");

        assertThat(drain.drain(in(Duration.ZERO))).isZero();
        assertThat(drain.drain(in(LONG))).isOne();
    }

    /** Of the key that is the first letter. */
    private void tell(String... texts) throws Exception {
        tellOf(topic, texts);
    }

    private static void tellOf(String topic, String... texts) throws Exception {
        try (var producer = TestFacts.producers().open()) {
            for (var text : texts) {
                producer.send(new ProducerRecord<>(topic, text.substring(0, 1), text)).get();
            }
        }
    }

    private KafkaConsumer<String, String> consumer() {
        var settings = new HashMap<>(TestFacts.kafka());
        settings.put("group.id", topic);
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static Deadline in(Duration time) {
        return new Deadline(System::nanoTime, time);
    }
}
