package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How everything fares, as it is asked from outside. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Timeout(120)
class HealthTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEALTH = "/system/health";

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("P4")
    void operatorSeesWhatTheRunningServiceHasReadAndOthersOnlyTheVerdict() throws Exception {
        var operator = TestApi.ofOperator(root);
        var tenant = new TestApi(root);

        var detail = untilLookedAt(operator);
        var answer = operator.get(HEALTH);
        var verdict = JSON.readTree(answer.body()).get("verdict").asText();

        assertThat(detail.get("readings").findValuesAsText("name"))
                .contains("queue", "kind", "outbox", "activity", "watch");
        assertThat(answer.statusCode()).isEqualTo(verdict.equals("fail") ? 503 : 200);
        var others =
                List.of(
                        tenant.get(HEALTH).body(),
                        tenant.getAsNobody(HEALTH).body(),
                        operator.limitedTo("jobs:read").get(HEALTH).body());
        for (var other : others) {
            assertThat(JSON.readTree(other).fieldNames()).toIterable().containsExactly("verdict");
        }
        assertThat(tenant.getAs("nm_wrong", HEALTH).statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("J19")
    void operatorPagesThroughAlertsAndOthersMayNot() throws Exception {
        var operator = TestApi.ofOperator(root);
        var kind = "test-" + UUID.randomUUID();
        raise(kind, 3);

        var first = JSON.readTree(operator.get("/api/alerts?limit=2").body());
        var second =
                JSON.readTree(
                        operator.get("/api/alerts?limit=1&after=" + first.get("next").asText())
                                .body());

        assertThat(first.findValuesAsText("kind")).containsExactly(kind, kind);
        assertThat(second.findValuesAsText("kind")).containsExactly(kind);
        assertThat(second.findValuesAsText("subject"))
                .doesNotContainAnyElementsOf(first.findValuesAsText("subject"));
        assertThat(new TestApi(root).get("/api/alerts").statusCode()).isEqualTo(403);
        assertThat(operator.getAsNobody("/api/alerts").statusCode()).isEqualTo(401);
        assertThat(operator.get("/api/alerts?state=odd").statusCode()).isEqualTo(400);

        resolve(kind);
        assertThat(operator.get("/api/alerts").body()).doesNotContain(kind);
        assertThat(operator.get("/api/alerts?state=all").body()).contains(kind);
    }

    /** Newer than all that the service raises. */
    private static void raise(String kind, int alerts) {
        for (int number = 0; number < alerts; number++) {
            TestDatabase.asOwner(
                    """
                    INSERT INTO health.alert (id, kind, subject, probe, severity, numbers, raised_at, last_seen_at)
                    SELECT 'ffffffff-ffff-7000-8000-00000000000%d'::uuid, '%s', 'number %d', 'test', 'warning', '{}', now,
                           now
                    FROM jobs.clock() AS now
                    """
                            .formatted(number, kind, number));
        }
    }

    private static void resolve(String kind) {
        TestDatabase.asOwner(
                "UPDATE health.alert SET resolved_at = jobs.clock() WHERE kind = '%s'"
                        .formatted(kind));
    }

    private static JsonNode untilLookedAt(TestApi operator) throws Exception {
        while (true) {
            var health = JSON.readTree(operator.get(HEALTH).body());
            if (health.path("readings").findValuesAsText("name").contains("activity")) {
                return health;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
