package dev.nightmail.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was told of one account on Kafka, since the beginning. */
final class Facts implements AutoCloseable {

    private static final String TOPIC = "nightmail.sync.account.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final String account;
    private final Set<String> events = new HashSet<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final Map<String, Boolean> placed = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long again;

    Facts(String bootstrap, String account) {
        this.account = account;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new StringDeserializer(),
                        new StringDeserializer());
        var partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(each -> new TopicPartition(TOPIC, each.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to the present end. */
    void catchUp() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                if (record.key() != null && record.key().endsWith("/" + account)) {
                    take(record.value());
                }
            }
        }
    }

    private void take(String event) {
        var fact = parsed(event);
        if (!events.add(fact.path("id").asText())) {
            again++;
            return;
        }
        var data = fact.path("data");
        switch (fact.path("type").asText()) {
            case "dev.nightmail.message.received" ->
                    received.merge(data.path("messageId").asText(), 1, Integer::sum);
            case "dev.nightmail.mailbox.page-stored" -> place(data, true);
            case "dev.nightmail.message.removed" -> place(data, false);
            case "dev.nightmail.message.flags-changed" ->
                    data.path("messages")
                            .forEach(each ->
                                    flags.put(
                                            each.path("messageId").asText(),
                                            text(each.path("flags"))));
            default -> {}
        }
    }

    private void place(JsonNode data, boolean isPlaced) {
        for (var id : data.path("messageIds")) {
            var before = placed.put(id.asText(), isPlaced);
            if (!isPlaced && (before == null || !before)) {
                wrong.add(
                        "message %s is told removed %s"
                                .formatted(id.asText(), before == null ? "alone" : "twice"));
            }
            // With its place a message may have got other flags, which are not told.
            flags.remove(id.asText());
        }
    }

    private static String text(JsonNode flags) {
        var sorted = new TreeSet<String>();
        flags.forEach(flag -> sorted.add(flag.asText()));
        return String.join(" ", sorted);
    }

    private static JsonNode parsed(String event) {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(event, e);
        }
    }

    /** How often each message was told to have been received, by its id. */
    Map<String, Integer> received() {
        return received;
    }

    /** How many events came more than once, as Kafka allows. */
    long again() {
        return again;
    }

    long count() {
        return events.size();
    }

    /** What was told twice, and where what was told last of a message is not what is stored. */
    List<String> contradictions(Stored stored) {
        var contradictions = new ArrayList<String>(wrong);
        stored.known()
                .forEach((id, message) -> {
                    var told = placed.get(id);
                    if (told == null || told != message.isPlaced()) {
                        contradictions.add(
                                "message %s: placed is told %s, is %s"
                                        .formatted(id, told, message.isPlaced()));
                    }
                    var said = flags.get(id);
                    if (message.isPlaced() && said != null && !said.equals(message.flags())) {
                        contradictions.add(
                                "message %s: flags are told %s, are %s"
                                        .formatted(id, said, message.flags()));
                    }
                });
        placed.forEach((id, isPlaced) -> {
            if (isPlaced && !stored.known().containsKey(id)) {
                contradictions.add("message %s is told and not stored".formatted(id));
            }
        });
        return contradictions;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
