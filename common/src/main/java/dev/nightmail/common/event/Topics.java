package dev.nightmail.common.event;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of facts, with a number of partitions that never changes. */
@Singleton
class Topics {

    private final Map<String, Object> kafka;
    private final EventConfig config;
    private final KafkaConfig broker;
    private final List<OwnTopics> owned;

    Topics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            EventConfig config,
            KafkaConfig broker,
            @All List<OwnTopics> owned) {
        this.kafka = kafka;
        this.config = config;
        this.broker = broker;
        this.owned = owned;
    }

    /**
     * Does nothing for topics that exist.
     *
     * @throws IOException when Kafka does not answer in time
     */
    void make() throws IOException, InterruptedException {
        var wanted =
                Stream.concat(
                                Stream.of(JobFact.TOPIC, AlertFact.TOPIC, AccountFact.TOPIC),
                                owned.stream().flatMap(own -> own.names().stream()))
                        .flatMap(name -> Stream.of(name, DeadLetters.topic(name)))
                        .map(name ->
                                new NewTopic(name, config.partitions(), config.replicationFactor()))
                        .toList();
        try (var admin = AdminClient.create(kafka)) {
            for (var made : admin.createTopics(wanted).values().values()) {
                await(made);
            }
        } catch (TimeoutException e) {
            throw new IOException("Kafka does not answer at " + broker.bootstrapServers(), e);
        }
    }

    private void await(KafkaFuture<Void> made)
            throws IOException, InterruptedException, TimeoutException {
        try {
            made.get(config.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("Kafka refuses a topic", e);
            }
        }
    }
}
