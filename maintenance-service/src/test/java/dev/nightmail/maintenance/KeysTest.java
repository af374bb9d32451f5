package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is let in, and how far. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("P2")
class KeysTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYS = "/api/keys";

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void newKeyIsShownOnceOpensWhatItMayAndNothingAfterItIsRevoked() throws Exception {
        var api = new TestApi(root);

        var made = api.post(KEYS, form("\"jobs:read\""));
        var key = read(made).get("key").asText();
        var path = KEYS + "/" + read(made).get("id").asText();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(path);
        assertThat(api.getAs(key, "/api/jobs").statusCode()).isEqualTo(200);
        assertThat(api.get(KEYS).body()).contains("jobs:read").doesNotContain(key);
        assertThat(read(api.get(path)).has("lastUsedAt")).isTrue();
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
        assertProblem(api.getAs(key, "/api/jobs"), 401, "unauthorized");
        assertThat(read(api.get(path)).has("revokedAt")).isTrue();
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    @Tag("P3")
    void kindOfTheWholeInstallationIsRunByOperatorsOnly() throws Exception {
        var prune = "/system/jobs/maintenance.prune-jobs/run";
        var dry = "{\"dryRun\": true}";

        assertProblem(new TestApi(root).post(prune, dry), 403, "operators-only");
        assertThat(TestApi.ofOperator(root).post(prune, dry).statusCode()).isEqualTo(200);
    }

    @Test
    void keyWithoutTheScopeIsToldWhichOne() throws Exception {
        var limited = new TestApi(root).limitedTo("jobs:read");

        var cancelled = limited.post("/api/jobs/" + UUID.randomUUID() + "/cancel", "{}");

        assertThat(limited.get("/api/jobs").statusCode()).isEqualTo(200);
        assertProblem(cancelled, 403, "scope-missing");
        assertThat(cancelled.body()).contains("jobs:cancel");
        assertProblem(limited.get(KEYS), 403, "scope-missing");
        assertProblem(limited.get("/api/audit"), 403, "scope-missing");
    }

    @Test
    void noKeyGivesMoreThanItHas() throws Exception {
        var limited = new TestApi(root).limitedTo("keys:write", "jobs:read");

        var more = limited.post(KEYS, form("\"jobs:read\", \"mail:send\""));

        assertProblem(more, 403, "scope-missing");
        assertThat(more.body()).contains("mail:send");
        assertProblem(limited.post(KEYS, form("\"*\"")), 403, "scope-missing");
        assertThat(limited.post(KEYS, form("\"jobs:read\"")).statusCode()).isEqualTo(201);
    }

    @Test
    @Tag("P1")
    void keyThatMakesNoSenseIsRefused() throws Exception {
        var api = new TestApi(root);
        var past = form("\"jobs:read\"").replace("}", ", \"expiresAt\": \"2020-01-01T00:00:00Z\"}");

        assertProblem(api.post(KEYS, form("\"jobs:eat\"")), 400, "invalid");
        assertProblem(api.post(KEYS, form("")), 400, "invalid");
        assertProblem(api.post(KEYS, form("null")), 400, "invalid");
        assertProblem(api.post(KEYS, past), 400, "invalid");
    }

    @Test
    @Tag("P1")
    void keysAreListedPageByPageTheLatestFirst() throws Exception {
        var api = new TestApi(root);
        var made = read(api.post(KEYS, form("\"jobs:read\""))).get("id").asText();

        var first = read(api.get(KEYS + "?limit=1"));
        var second = read(api.get(KEYS + "?limit=1&after=" + first.get("next").asText()));
        var third = read(api.get(KEYS + "?limit=1&after=" + second.get("next").asText()));

        assertThat(first.findValuesAsText("id")).containsExactly(made);
        assertThat(second.findValuesAsText("id")).containsExactly(api.keyId().toString());
        assertThat(third.get("items")).isEmpty();
        assertThat(third.has("next")).isFalse();
    }

    @Test
    @Tag("J18")
    void whatKeysHaveDoneIsInTheAuditOfTheirTenantAlone() throws Exception {
        var api = new TestApi(root);
        var key = read(api.post(KEYS, form("\"jobs:read\"")));
        var made = key.get("id").asText();
        api.delete(KEYS + "/" + made);

        var entries = read(api.get("/api/audit?limit=2"));

        assertThat(entries.findValuesAsText("action")).containsExactly("key.revoke", "key.create");
        assertThat(entries.findValuesAsText("entity"))
                .containsExactly("key:" + made, "key:" + made);
        assertThat(entries.findValuesAsText("actor")).containsOnly("key:" + api.keyId());
        assertThat(entries.toString()).doesNotContain(key.get("key").asText());
        assertThat(read(api.get("/api/audit?after=" + entries.get("next").asText())).get("items"))
                .hasSize(1);
        assertThat(new TestApi(root).get("/api/audit").body()).doesNotContain(made);
    }

    @Test
    void tokenOfATrustedIssuerOpensWhatItsScopesSay() throws Exception {
        var url = ConfigProvider.getConfig().getValue("nightmail.oidc.issuers.test.url", URI.class);
        var api = new TestApi(root);
        try (var issuer = new TestIssuer(url.getPort())) {
            var now = Instant.now();
            var ada = issuer.sign(issuer.claims(api.tenant(), now, "jobs:read", "*"));
            var stranger = issuer.sign(issuer.claims(UUID.randomUUID(), now, "jobs:read"));
            var nobody = issuer.sign(issuer.claims(new UUID(0, 0), now, "jobs:read"));

            assertThat(api.getAs(ada, "/api/jobs").statusCode()).isEqualTo(200);
            assertProblem(api.getAs(ada, KEYS), 403, "scope-missing");
            assertProblem(api.getAs(stranger, "/api/jobs"), 401, "unauthorized");
            assertProblem(api.getAs(nobody, "/api/jobs"), 401, "unauthorized");
            assertProblem(api.getAs(ada + "x", "/api/jobs"), 401, "unauthorized");
        }
    }

    private static String form(String scopes) {
        return "{\"name\": \"reader\", \"scopes\": [" + scopes + "]}";
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(read(answer).at("/type").asText()).isEqualTo("urn:nightmail:problem:" + code);
    }
}
