package dev.nightmail.bench.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.bench.Api;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A product with many users, which it tells of as often as asked. */
record Product(Site site, Database database, Api api, String tenant) {

    static final int USERS = 100_000;
    static final int BATCH = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "nightmail.product.user.v1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    static Product of(Site site, ServiceSetting setting, Database database) {
        try {
            var tenant = JSON.readTree(setting.output("tenant", "add", "bench", "--json"));
            return new Product(
                    site,
                    database,
                    new Api(JSON, tenant.path("key").asText()),
                    tenant.path("tenantId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget() {
        database.execute("TRUNCATE core.product_user");
    }

    /** Items a second, until the last batch is answered. */
    double byApi(int callers, int version) {
        var batches =
                IntStream.range(0, USERS / BATCH)
                        .mapToObj(batch -> batch(batch * BATCH, version))
                        .toList();
        long begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            await(batches.stream().map(batch -> threads.submit(() -> send(batch))).toList());
        }
        return perSecond(begun);
    }

    /** Items a second, from the first record that is sent until the last one is stored. */
    double byTopic(int version) {
        long begun = System.nanoTime();
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", site.get("kafka.bootstrap"), "linger.ms", 5),
                        new StringSerializer(),
                        new StringSerializer())) {
            await(
                    IntStream.range(0, USERS)
                            .mapToObj(user -> producer.send(told(user, version)))
                            .toList());
        }
        if (!Await.until(PATIENCE, LOOK, () -> stored(version) == USERS)) {
            throw new Refusal("stored %d of %d".formatted(stored(version), USERS));
        }
        return perSecond(begun);
    }

    private static void await(List<? extends Future<?>> answers) {
        try {
            for (var answer : answers) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new Refusal("something was refused", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted", e);
        }
    }

    private ProducerRecord<String, String> told(int user, int version) {
        return new ProducerRecord<>(TOPIC, tenant + "/user-" + user, event(user, version));
    }

    private void send(String batch) {
        var answer = api.post("/api/ingest/user", batch);
        if (!answer.path("errors").isEmpty()) {
            throw new Refusal("refused: " + answer.path("errors").path(0));
        }
    }

    private static double perSecond(long begun) {
        return USERS / ((System.nanoTime() - begun) / 1e9);
    }

    private long stored(int version) {
        return database.number("SELECT count(*) FROM core.product_user WHERE version = " + version);
    }

    private static String batch(int from, int version) {
        return IntStream.range(from, from + BATCH)
                .mapToObj(user -> item(user, version))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private String event(int user, int version) {
        return """
        {"specversion":"1.0","id":"01a2019b-1ca4-70ec-a412-%012d","source":"/bench",\
        "type":"dev.nightmail.product.user.changed","subject":"user-%d","time":"2026-11-22T08:00:00Z",\
        "datacontenttype":"application/json","tenant":"%s","data":%s}\
        """
                .formatted(user, user, tenant, item(user, version));
    }

    private static String item(int user, int version) {
        return """
        {"externalId":"user-%d","version":%d,"address":"user%d@example.org","name":"User %d","planId":"pro"}\
        """
                .formatted(user, version, user, user);
    }
}
