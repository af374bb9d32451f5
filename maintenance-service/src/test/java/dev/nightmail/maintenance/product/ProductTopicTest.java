package dev.nightmail.maintenance.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product's facts, as the product sends them by topic. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("P5")
class ProductTopicTest {

    private static final int THINGS = 30;
    private static final int VERSIONS = 5;
    private static final int PATIENCE = 120;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject KafkaClientService clients;
    @Inject Sql sql;
    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("A4")
    void whatCannotBeReadGoesToTheDeadLettersAndWhatFollowsIsStored() throws Exception {
        var tenant = new TestApi(root).tenant();
        var stranger = UUID.randomUUID();
        var mark = "mark" + tenant;
        var topic = new Topic(kafka);

        topic.send(
                List.of(
                        "nonsense " + mark,
                        Topic.event(tenant, Batch.user("b", 1, mark)),
                        Topic.event(stranger, Batch.user("c", 1, mark + "@example.org")),
                        Topic.event(tenant, Batch.user("a", 1, "a@example.org"))));

        assertThat(clients.getConsumerChannels()).containsExactly("product-facts");
        assertThat(topic.deadLetters(mark, 3))
                .extracting(ProductTopicTest::reason)
                .containsExactlyInAnyOrder(
                        "It is not a complete CloudEvent in JSON",
                        "address must be a mail address",
                        "There is no such tenant");
        assertThat(isLeft(tenant, List.of("a 1 a@example.org"))).isTrue();
        assertThat(isCommitted(topic)).isTrue();
    }

    @Test
    void byApiAndByTopicInAnyOrderTheHighestVersionOfEachIsLeft() throws Exception {
        long seed = Long.getLong("ingest.seed", System.nanoTime());
        System.out.println("ProductTopicTest: -Dingest.seed=" + seed);
        var random = new Random(seed);
        var api = new TestApi(root);
        var told = new ArrayList<String>();
        var last = new ArrayList<String>();
        for (int thing = 10; thing < 10 + THINGS; thing++) {
            for (int version = 1; version <= VERSIONS; version++) {
                var id = "user-" + thing;
                var address = "v" + version + "@example.org";
                boolean isDeleted = random.nextInt(4) == 0;
                told.add(
                        isDeleted
                                ? Batch.tombstone(id, version)
                                : Batch.user(id, version, address));
                if (version == VERSIONS) {
                    last.add(id + " " + version + (isDeleted ? "" : " " + address));
                }
            }
        }
        told.addAll(List.copyOf(told));
        Collections.shuffle(told, random);

        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(20));
            var batch = told.subList(from, to);
            if (random.nextBoolean()) {
                assertThat(api.post("/api/ingest/user", Batch.of(batch)).statusCode())
                        .isEqualTo(200);
            } else {
                new Topic(kafka)
                        .send(batch.stream().map(item -> Topic.event(api.tenant(), item)).toList());
            }
            from = to;
        }

        assertThat(isLeft(api.tenant(), last)).isTrue();
    }

    /** Whether it comes to that. */
    private boolean isLeft(UUID tenant, List<String> wanted) {
        for (int look = 0; look < PATIENCE; look++) {
            if (rows(tenant).equals(wanted)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        return rows(tenant).equals(wanted);
    }

    /** It is told every few seconds. */
    private static boolean isCommitted(Topic topic) {
        for (int look = 0; look < PATIENCE && !topic.isCommitted(); look++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        return topic.isCommitted();
    }

    private List<String> rows(UUID tenant) {
        return sql.transaction(
                Access.request(tenant),
                () ->
                        sql.query(
                                """
                                SELECT concat_ws(' ', external_id, version, address) AS line FROM core.product_user
                                ORDER BY external_id COLLATE "C"
                                """,
                                row -> row.getString("line")));
    }

    private static String reason(ConsumerRecord<String, String> letter) {
        var reason = letter.headers().lastHeader("dead-letter-reason").value();
        return new String(reason, StandardCharsets.UTF_8);
    }
}
