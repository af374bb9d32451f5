package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.api.StreamConfig;
import dev.nightmail.common.engine.EngineConfig;
import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings that operators change while the service runs. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("J20")
class SettingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "/api/settings/";
    private static final String KEY = "nightmail.streams.per-tenant";

    @Inject SchemaGate schema;

    @Inject InForce<StreamConfig> streams;

    @Inject InForce<EngineConfig> engine;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void changeIsInForceHereAtOnceAndTakenBackByADelete() throws Exception {
        var api = TestApi.ofOperator(root);
        var tag = tag(api.get(SETTINGS + KEY));

        var put = api.put(SETTINGS + KEY, wish("33"), "If-Match", tag);
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(json(put).at("/value").asText()).isEqualTo("33");
        assertThat(json(put).at("/source").asText()).isEqualTo("table");
        assertThat(streams.now().perTenant()).isEqualTo(33);

        var late = api.put(SETTINGS + KEY, wish("34"), "If-Match", tag);
        assertThat(late.statusCode()).isEqualTo(412);
        var blind = api.put(SETTINGS + KEY, wish("34"));
        assertThat(blind.statusCode()).isEqualTo(428);

        var deleted = api.delete(SETTINGS + KEY + "?reason=over", "If-Match", tag(put));
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(json(deleted).at("/source").asText()).isEqualTo("default");
        assertThat(streams.now().perTenant()).isEqualTo(20);

        var history = json(api.get(SETTINGS + KEY + "/history")).at("/items");
        assertThat(history.get(0).at("/from").asText()).isEqualTo("33");
        assertThat(history.get(0).at("/reason").asText()).isEqualTo("over");
        assertThat(history.get(0).has("to")).isFalse();
        assertThat(history.get(1).at("/actor").asText()).startsWith("key:");
    }

    @Test
    @Tag("J3")
    void whatAnotherProcessHasChangedIsTakenOverByItself() {
        var sql = TestDatabase.sql();
        var key = "nightmail.jobs.cluster-concurrency.maintenance";
        insert(key, 1, "'5'");
        try {
            LiveEngine.until(() -> engine.now().clusterConcurrency().containsKey("maintenance"));
            LiveEngine.until(() ->
                    sql.transaction(
                                            Access.machinery(),
                                            () ->
                                                    sql.queryOne(
                                                            "SELECT coalesce(concurrency, 0) FROM jobs.queue WHERE name = 'maintenance'",
                                                            row -> row.getInt(1)))
                                    .orElse(0)
                            == 5);
        } finally {
            insert(key, 2, "NULL");
        }
        LiveEngine.until(() -> !engine.now().clusterConcurrency().containsKey("maintenance"));
    }

    @Test
    void whatIsNotAllowedIsSaid() throws Exception {
        var api = TestApi.ofOperator(root);

        var tooFew = api.put(SETTINGS + KEY, wish("0"), "If-Match", "*");
        assertThat(tooFew.statusCode()).isEqualTo(422);
        assertThat(tooFew.body()).contains("whole number from 1");
        var notLive = api.put(SETTINGS + "nightmail.db.url", wish("x"), "If-Match", "*");
        assertThat(notLive.statusCode()).isEqualTo(409);
        var unknown = api.put(SETTINGS + "nightmail.rolle", wish("x"), "If-Match", "*");
        assertThat(unknown.statusCode()).isEqualTo(404);
        var noReason = api.put(SETTINGS + KEY, "{\"value\": \"3\"}", "If-Match", "*");
        assertThat(noReason.statusCode()).isEqualTo(400);
        assertThat(api.delete(SETTINGS + KEY, "If-Match", "*").statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("P2")
    void tenantsHaveNoBusinessHere() throws Exception {
        var api = new TestApi(root);

        assertThat(api.get("/api/settings").statusCode()).isEqualTo(403);
        assertThat(api.get(SETTINGS + KEY).statusCode()).isEqualTo(403);
        assertThat(api.put(SETTINGS + KEY, wish("3"), "If-Match", "*").statusCode()).isEqualTo(403);
        assertThat(api.delete(SETTINGS + KEY + "?reason=x", "If-Match", "*").statusCode())
                .isEqualTo(403);
        assertThat(streams.now().perTenant()).isEqualTo(20);
    }

    @Test
    void allSettingsAreListedAndNoSecretIsShown() throws Exception {
        var items = json(TestApi.ofOperator(root).get("/api/settings")).at("/items");

        assertThat(items.findValuesAsText("key"))
                .contains("nightmail.prune.ticks", "nightmail.sync.page-size", "nightmail.role");
        for (var item : items) {
            switch (item.at("/key").asText()) {
                case "nightmail.prune.ticks" ->
                        assertThat(item.at("/value").asText()).isEqualTo("400d");
                case "nightmail.sync.page-size" ->
                        assertThat(item.at("/source").asText()).isEqualTo("elsewhere");
                case "nightmail.secrets.keyset" -> {
                    assertThat(item.at("/source").asText()).isEqualTo("environment");
                    assertThat(item.has("value")).isFalse();
                }
                default -> assertThat(item.at("/meaning").asText()).isNotBlank();
            }
        }
    }

    private static void insert(String key, int version, String value) {
        TestDatabase.asOwner(
                "INSERT INTO core.setting (key, version, value, changed_by, reason) VALUES ('%s', %d, %s, 'test', 'because')"
                        .formatted(key, version, value));
    }

    private static String wish(String value) {
        return "{\"value\": \"%s\", \"reason\": \"because\"}".formatted(value);
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
