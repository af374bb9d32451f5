package dev.nightmail.common.event;

import dev.nightmail.common.time.Deadline;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Takes in the facts that wait on Kafka for this service, where none of its processes listens.
 *
 * <p>It never joins a group: it reads from where the group stands, and says how far it got, which
 * Kafka allows for a group without members. So resident processes are not rebalanced; where there
 * is one, its facts are left to it. One that comes up meanwhile makes the word of how far refused:
 * then it reads again what was taken in here, and the inbox drops it.
 */
@Singleton
public class InboxDrain {

    private static final Logger LOG = Logger.getLogger(InboxDrain.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final List<Subscription> subscriptions;
    private final Map<String, Object> kafka;
    private final Config config;
    private final Groups groups;

    InboxDrain(
            @All List<Subscription> subscriptions,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Config config,
            Groups groups) {
        this.subscriptions = subscriptions;
        this.kafka = kafka;
        this.config = config;
        this.groups = groups;
    }

    /**
     * What was there at its beginning, or as much as the time allows; returns how much.
     *
     * @throws IOException when Kafka does not answer
     */
    public int drain(Deadline deadline) throws IOException, InterruptedException {
        int taken = 0;
        for (var subscription : subscriptions) {
            if (!deadline.isOver() && !groups.isLive(setting(subscription, "group.id"))) {
                taken += drain(subscription, deadline);
            }
        }
        return taken;
    }

    private int drain(Subscription subscription, Deadline deadline)
            throws IOException, InterruptedException {
        try (var consumer = open(setting(subscription, "group.id"))) {
            var partitions = partitions(consumer, setting(subscription, "topics"));
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            int taken = 0;
            while (!isAt(consumer, ends) && !deadline.isOver()) {
                var records = consumer.poll(POLL);
                subscription.take(records);
                taken += records.count();
                if (!records.isEmpty()) {
                    consumer.commitSync(next(records));
                }
            }
            return taken;
        } catch (CommitFailedException e) {
            LOG.debug("A process listens again: the rest is left to it");
            return 0;
        } catch (UnknownTopicOrPartitionException e) {
            LOG.debug("Nobody has told a fact yet");
            return 0;
        } catch (KafkaException e) {
            throw new IOException("Facts wait on Kafka, which does not answer", e);
        }
    }

    private static Set<TopicPartition> partitions(
            KafkaConsumer<String, String> consumer, String topics) {
        return Arrays.stream(topics.split(","))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
    }

    private static boolean isAt(
            KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(
            ConsumerRecords<String, String> records) {
        return records.partitions().stream()
                .collect(
                        Collectors.toMap(
                                partition -> partition,
                                partition ->
                                        new OffsetAndMetadata(
                                                records.records(partition).getLast().offset()
                                                        + 1)));
    }

    private KafkaConsumer<String, String> open(String group) {
        var consumer = new HashMap<>(kafka);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaConsumer<>(consumer, new StringDeserializer(), new StringDeserializer());
    }

    private String setting(Subscription subscription, String name) {
        return config.getValue(
                "mp.messaging.incoming." + subscription.channel() + "." + name, String.class);
    }
}
