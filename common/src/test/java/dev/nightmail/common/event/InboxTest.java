package dev.nightmail.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.migration.SchemaGate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A4")
class InboxTest {

    private static final String CONSUMER = "test.inbox";

    private final String topic = "test-" + UUID.randomUUID();
    private final TestJobs engine = new TestJobs();
    private final List<String> effects = new ArrayList<>();
    private final Inbox inbox = inbox();

    @BeforeEach
    void makeTopic() throws Exception {
        var dead = new NewTopic(DeadLetters.topic(topic), 1, (short) 1);
        try (var admin = AdminClient.create(TestFacts.kafka())) {
            admin.createTopics(List.of(dead)).all().get();
        }
    }

    @Test
    void factHasItsEffectOnceHoweverOftenItComes() throws Exception {
        var first = fact("first");
        var second = fact("second");

        take(first, second, first);
        take(second);

        assertThat(effects).containsExactly("first", "second");
    }

    @Test
    void whatIsNoFactIsADeadLetterAndTheNextHasItsEffect() throws Exception {
        take("{", "null", fact("lost").replace("tenant", "landlord"), fact("kept"));

        assertThat(effects).containsExactly("kept");
        assertThat(dead())
                .extracting(InboxTest::reason)
                .hasSize(3)
                .allSatisfy(reason -> assertThat(reason).contains("CloudEvent"));
    }

    @Test
    void whatItsEffectRefusesIsADeadLetterWithoutItsValuesInTheReason() throws Exception {
        take(fact("refused"), fact("kept"));

        assertThat(effects).containsExactly("kept");
        assertThat(dead())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).contains("refused");
                    assertThat(reason(letter)).isEqualTo(IllegalStateException.class.getName());
                });
    }

    private void take(String... facts) throws InterruptedException {
        inbox.take(CONSUMER, TestFacts.records(topic, facts), this::note);
    }

    private void note(CloudEvent event) {
        if (event.subject().equals("refused")) {
            throw new IllegalStateException(event.subject());
        }
        effects.add(event.subject());
    }

    private Inbox inbox() {
        var gate = new SchemaGate();
        gate.open();
        return new Inbox(engine.sql, engine.json, gate, TestFacts.deadLetters());
    }

    private String fact(String subject) throws Exception {
        return engine.json.writeValueAsString(
                new CloudEvent(
                        "1.0",
                        new Ids(engine.clock).next(),
                        "/test",
                        "dev.nightmail.test.happened",
                        subject,
                        engine.clock.instant(),
                        "application/json",
                        UUID.randomUUID(),
                        engine.json.createObjectNode()));
    }

    private static String reason(ConsumerRecord<String, String> letter) {
        var reason = letter.headers().lastHeader("dead-letter-reason").value();
        return new String(reason, StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<String, String>> dead() {
        var settings = new HashMap<>(TestFacts.kafka());
        settings.put("group.id", topic);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(DeadLetters.topic(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var letters = new ArrayList<ConsumerRecord<String, String>>();
            var end = consumer.endOffsets(List.of(partition));
            while (consumer.position(partition) < end.getOrDefault(partition, 0L)) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letters::add);
            }
            return letters;
        }
    }
}
