package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Servers.class,
        initArgs =
                @ResourceArg(
                        name = "nightmail.operator.address",
                        value = "operator@nightmail.test"))
@Tag("N1")
class JobFactsTest {

    private static final int PATIENCE = 60;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject KafkaClientService clients;
    @Inject Sql sql;
    @Inject ObjectMapper json;
    @Inject SchemaGate schema;

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheNextFactToTheOperator() throws Exception {
        var tenant = UUID.randomUUID();
        var nonsense = "nonsense " + tenant;

        schema.await();
        assertThat(clients.getConsumerChannels()).containsExactly("facts");
        var fact = Alerts.discarded(json, tenant, "mail.send-message");
        send(nonsense, fact);

        assertThat(isDeadLetter(nonsense)).isTrue();
        assertThat(isSent(UUID.fromString(json.readTree(fact).at("/subject").asText()))).isTrue();
        assertThat(jobsOf(tenant)).isZero();
    }

    private void send(String... texts) throws Exception {
        try (var producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            for (var text : texts) {
                producer.send(new ProducerRecord<>(JobFact.TOPIC, "same key", text)).get();
            }
        }
    }

    private boolean isDeadLetter(String text) {
        var config = kafka();
        config.put("group.id", "test " + text);
        config.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(JobFact.TOPIC + ".dead"));
            for (int second = 0; second < PATIENCE; second++) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value().equals(text)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private long jobsOf(UUID tenant) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                        """
                                        SELECT (SELECT count(*) FROM jobs.job WHERE tenant_id = ?)
                                             + (SELECT count(*) FROM jobs.attempt WHERE tenant_id = ?)
                                        """,
                                        row -> row.getLong(1),
                                        tenant,
                                        tenant)
                                .orElseThrow());
    }

    private boolean isSent(UUID job) {
        for (int second = 0; second < PATIENCE; second++) {
            if (countSent(job) > 0) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        return false;
    }

    /** Among the operator's. */
    private long countSent(UUID job) {
        return sql.transaction(
                Access.worker(Ids.NIL),
                () ->
                        sql.queryOne(
                                        "SELECT count(*) FROM notify.notification WHERE state = 'sent' AND subject_id = ?",
                                        row -> row.getLong(1),
                                        job)
                                .orElseThrow());
    }

    private Map<String, Object> kafka() {
        return new HashMap<>(kafka);
    }
}
