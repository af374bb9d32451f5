package dev.nightmail.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.api.StreamPlaces;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.system.TestSignature;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.account.SyncKinds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls that are signed, or made with a key. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("P3")
class SystemCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code nightmail.streams.per-tenant}. */
    private static final int PLACES = 20;

    private static final String CRON = "/system/cron-run";
    private static final String REMOVE = "/system/jobs/sync.remove-account/run";
    private static final String FIRST = "/system/jobs/sync.initial-sync/run";

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Inject SchemaGate schema;
    @Inject StreamPlaces places;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void openTenant() throws InterruptedException {
        schema.await();
        TestDatabase.addTenant(tenant);
    }

    @Test
    void jobThatDoesItsWorkIsAnsweredWithWhatItCounted() throws Exception {
        var answer = signed(REMOVE, wish(""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var body = JSON.readTree(answer.body());
        assertThat(body.at("/success").asBoolean()).isTrue();
        assertThat(body.at("/job").asText()).isEqualTo("sync.remove-account");
        assertThat(body.at("/results").isObject()).isTrue();
        assertThat(body.at("/executedAt").asText()).startsWith("20").endsWith("Z");
        assertThat(body.at("/executionTime").isIntegralNumber()).isTrue();
        assertThat(engine.lastAttempt(UUID.fromString(body.at("/jobId").asText())).outcome())
                .isEqualTo("completed");
    }

    @Test
    void jobThatDoesNotIsAnsweredWithWhatIsWrong() throws Exception {
        var answer = signed(FIRST, wish(""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        var body = JSON.readTree(answer.body());
        assertThat(body.at("/success").asBoolean(true)).isFalse();
        assertThat(body.at("/error").asText()).isNotEmpty();
        assertThat(body.has("errorDetails")).isTrue();
        assertThat(body.at("/executedAt").asText()).endsWith("Z");
    }

    @Test
    @Tag("J11")
    void dryRunIsAnsweredWithItsReport() throws Exception {
        var answer = signed(REMOVE, wish(",\"dryRun\":true"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at("/results/wouldEnd/outcome").asText())
                .isEqualTo("completed");
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() throws Exception {
        var answer = signed(REMOVE + "?wait=0", wish(""));

        assertThat(answer.statusCode()).isEqualTo(202);
        var job = JSON.readTree(answer.body()).at("/jobId").asText();
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/api/jobs/" + job);
    }

    @Test
    void tenantWithoutAPlaceToWaitIsToldBeforeAnythingBegins() throws Exception {
        var taken = new ArrayDeque<StreamPlaces.Place>();
        for (int i = 0; i < PLACES; i++) {
            taken.push(places.take(tenant));
        }

        assertProblem(signed(REMOVE, wish("")), 429, "too-many-streams");
        assertThat(jobs()).isZero();
        assertThat(signed(REMOVE + "?wait=0", wish("")).statusCode()).isEqualTo(202);

        taken.pop().close();
        assertThat(signed(REMOVE, wish("")).statusCode()).isEqualTo(200);
        taken.forEach(StreamPlaces.Place::close);
    }

    @Test
    void jobWhoseUniqueKeyIsTakenIsAConflictAndThereIsNoSecondOne() throws Exception {
        var account = UUID.randomUUID();
        var alive =
                NewJob.of(SyncKinds.FIRST, new SyncKinds.Args(account), tenant, Trigger.API, "test")
                        .notBefore(engine.clock.instant().plus(Duration.ofDays(1)));
        engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(alive));

        var answer = signed(FIRST, wish(account, ""));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:nightmail:problem:already-running");
        assertThat(jobs()).isOne();
    }

    @Test
    void whatCannotBeRunIsAProblem() throws Exception {
        assertProblem(signed("/system/jobs/sync.no-such/run", wish("")), 404, "not-found");
        assertProblem(signed(REMOVE, "{"), 400, "malformed-json");
        assertProblem(signed(REMOVE, "[]"), 400, "invalid");
        assertProblem(signed(REMOVE, "{\"arguments\":{}}"), 400, "malformed-json");
        assertProblem(signed(REMOVE, "{}"), 422, "bad-arguments");
        assertProblem(signed(REMOVE, "{\"args\":{\"accountId\":7}}"), 422, "bad-arguments");
        assertProblem(
                signed(REMOVE, wish("").replace(tenant.toString(), UUID.randomUUID().toString())),
                422,
                "unknown-tenant");
        assertProblem(signed(REMOVE + "?wait=61", wish("")), 400, "invalid");
        assertThat(jobs()).isZero();
    }

    @Test
    @Tag("P2")
    void keyRunsJobsOfItsOwnTenantOnly() throws Exception {
        var api = new TestApi(root);
        var args = "{\"args\":{\"accountId\":\"%s\"}".formatted(UUID.randomUUID());

        var own = api.post(REMOVE, args + "}");
        var foreign = api.post(REMOVE, args + ",\"tenant\":\"" + tenant + "\"}");

        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(api.get("/api/jobs/" + JSON.readTree(own.body()).at("/jobId").asText()).body())
                .contains("completed");
        assertProblem(foreign, 404, "not-found");
        assertThat(jobs()).isZero();
    }

    @Test
    @Tag("P1")
    void keyIsNotToldWhatAnAttemptSaysOfItsInside() throws Exception {
        var args = "{\"args\":{\"accountId\":\"%s\"}}".formatted(UUID.randomUUID());

        var answer = new TestApi(root).post(FIRST, args);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(JSON.readTree(answer.body()).at("/error").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("dev.nightmail", "java.", ".java:");
    }

    @Test
    @Tag("J16")
    void cronRunSaysWhatItInserted() throws Exception {
        var first = signed(CRON, "");
        var second = signed(CRON, "");

        for (var answer : List.of(first, second)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/schedules").isArray()).isTrue();
            assertThat(JSON.readTree(answer.body()).at("/swept").isIntegralNumber()).isTrue();
        }
        assertThat(walksOfLate()).contains("external");
    }

    @Test
    void callThatIsNotSignedAsItStandsDoesNothing() throws Exception {
        var body = wish("");
        var good = SignedCalls.now();
        assertThat(send(REMOVE, body, good.of("POST", REMOVE, body)).statusCode()).isEqualTo(200);
        long before = jobs() + attempts();

        var refused =
                Map.of(
                        "replayed", good.of("POST", REMOVE, body),
                        "another body",
                                SignedCalls.now().of("POST", REMOVE, wish(",\"dryRun\":true")),
                        "another path", SignedCalls.now().of("POST", CRON, body),
                        "another query", SignedCalls.now().of("POST", REMOVE + "?wait=1", body),
                        "another method", SignedCalls.now().of("PUT", REMOVE, body),
                        "another secret",
                                SignedCalls.now().with("x".repeat(40)).of("POST", REMOVE, body),
                        "late", TestSignature.at(good.time() - 301).of("POST", REMOVE, body),
                        "early", TestSignature.at(good.time() + 400).of("POST", REMOVE, body),
                        "no form", "v1");
        for (var each : refused.entrySet()) {
            var answer = send(REMOVE, body, each.getValue());

            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(401);
            assertThat(answer.body()).contains("urn:nightmail:problem:unauthorized");
        }
        assertThat(jobs() + attempts()).isEqualTo(before);
    }

    @Test
    @Tag("P2")
    void signatureOpensNothingElseAndAKeyNoCronRun() throws Exception {
        var api = new TestApi(root);

        assertThat(api.post(CRON, "").statusCode()).isEqualTo(401);
        assertThat(api.getAs("x", CRON).statusCode()).isIn(401, 405);
        for (var path : List.of("/api/email-accounts", "/api/jobs", "/system/jobs/a/run/b")) {
            assertThat(send(path, "{}", SignedCalls.now().of("POST", path, "{}")).statusCode())
                    .as(path)
                    .isIn(401, 404, 405);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"urn:nightmail:problem:" + code + "\"");
    }

    private HttpResponse<String> signed(String target, String body)
            throws IOException, InterruptedException {
        return calls().signed(target, body);
    }

    private HttpResponse<String> send(String target, String body, String signature)
            throws IOException, InterruptedException {
        return calls().send(target, body, signature);
    }

    private SignedCalls calls() {
        return new SignedCalls(root);
    }

    private String wish(String more) {
        return wish(UUID.randomUUID(), more);
    }

    private String wish(UUID account, String more) {
        return "{\"tenant\":\"%s\",\"args\":{\"accountId\":\"%s\"}%s}"
                .formatted(tenant, account, more);
    }

    /** What has woken walks over the schedules of the service a moment ago. */
    private List<String> walksOfLate() {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                """
                                SELECT woken_by FROM jobs.walk
                                WHERE service = 'sync-service' AND walked_at > jobs.clock() - interval '1 minute'
                                """,
                                row -> row.getString("woken_by")));
    }

    private long jobs() {
        return count("SELECT count(*) AS n FROM jobs.job WHERE tenant_id = ?");
    }

    private long attempts() {
        return count("SELECT count(*) AS n FROM jobs.attempt WHERE tenant_id = ?");
    }

    private long count(String query) {
        return engine.sql.transaction(
                Access.machinery(),
                () -> engine.sql.query(query, row -> row.getLong("n"), tenant).getFirst());
    }
}
