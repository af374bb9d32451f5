package dev.nightmail.sync.account;

import static dev.nightmail.sync.account.AccountResourceTest.assertProblem;
import static dev.nightmail.sync.account.AccountResourceTest.ended;
import static dev.nightmail.sync.account.AccountResourceTest.form;
import static dev.nightmail.sync.account.AccountResourceTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.sync.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What owners change of their accounts. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S1")
class AccountEditTest {

    private static final String ACCOUNTS = "/api/email-accounts";
    private static final int LOOKS = 600;
    private static final long PAUSE_NANOS = 50_000_000;

    @Inject SchemaGate schema;
    @Inject Sql sql;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    private TestApi api;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
        api = new TestApi(root);
    }

    @Test
    void whatIsChangedIsShownAndTheRestStays() throws Exception {
        var path = added("nightmail");
        var before = api.get(path);

        var answer =
                api.patch(
                        path,
                        "{\"name\": \"Ada\", \"syncIntervalMinutes\": 5, \"depth\": {\"messages\": 100}}",
                        "If-Match",
                        tag(before));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(tag(answer)).isNotEqualTo(tag(before));
        var after = read(api.get(path));
        assertThat(after.at("/name").asText()).isEqualTo("Ada");
        assertThat(after.at("/syncIntervalMinutes").asInt()).isEqualTo(5);
        assertThat(after.at("/depth/messages").asInt()).isEqualTo(100);
        assertThat(after.at("/imap")).isEqualTo(read(before).at("/imap"));
        assertThat(after.at("/username")).isEqualTo(read(before).at("/username"));
    }

    @Test
    @Tag("P1")
    void editOfWhatSomebodyElseHasChangedIsRefused() throws Exception {
        var path = added("nightmail");
        var seen = tag(api.get(path));
        api.patch(path, "{\"name\": \"Ada\"}", "If-Match", seen);

        assertProblem(
                api.patch(path, "{\"name\": \"Eve\"}", "If-Match", seen), 412, "changed-meanwhile");
        assertProblem(api.patch(path, "{\"name\": \"Eve\"}"), 428, "if-match-required");
        assertThat(read(api.get(path)).at("/name").asText()).isEqualTo("Ada");
        assertThat(api.patch(path, "{\"name\": \"Eve\"}", "If-Match", "*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void newSecretEndsTheErrorAndTheAccountIsSyncedAtOnce() throws Exception {
        var path = added("wrong");
        assertThat(read(api.get(path)).at("/state").asText()).isEqualTo("error");

        var changed =
                read(
                        api.patch(
                                path,
                                "{\"secret\": \"nightmail\"}",
                                "If-Match",
                                tag(api.get(path))));

        assertThat(changed.at("/state").asText()).isEqualTo("pending");
        assertThat(changed.at("/retryCount").asInt()).isZero();
        assertThat(changed.has("syncError")).isFalse();
        assertThat(until(path, "ok").has("lastSyncedAt")).isTrue();
    }

    @Test
    void storedSecretIsNotSentToAnotherPlaceAndNeverShown() throws Exception {
        var path = added("nightmail");
        var other = "{\"%s\": {\"host\": \"%s\", \"port\": %d, \"tls\": \"implicit\"}}";
        var port = TestServers.imapPort();

        for (var patch :
                List.of(
                        other.formatted("imap", "127.0.0.2", port),
                        other.formatted("imap", "localhost", port + 1),
                        other.formatted("smtp", "127.0.0.2", 465))) {
            assertProblem(api.patch(path, patch, "If-Match", "*"), 422, "secret-required");
        }
        var sameInCapitals = other.formatted("imap", "LOCALHOST", port);
        var same = api.patch(path, sameInCapitals, "If-Match", "*");
        var moved =
                api.patch(
                        path,
                        other.formatted("smtp", "127.0.0.2", 465)
                                .replaceFirst("\\{", "{\"secret\": \"other\", "),
                        "If-Match",
                        "*");

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(moved.body()).doesNotContain("secret").doesNotContain("other");
        assertThat(read(moved).at("/smtp/host").asText()).isEqualTo("127.0.0.2");
    }

    @Test
    void pausedAccountIsNotDueUntilItGoesOn() throws Exception {
        var path = added("nightmail");

        var paused = read(api.patch(path, "{\"active\": false}", "If-Match", "*"));
        var renamed = read(api.patch(path, "{\"name\": \"x\"}", "If-Match", "*"));
        var goesOn = read(api.patch(path, "{\"active\": true}", "If-Match", "*"));

        assertThat(paused.at("/state").asText()).isEqualTo("paused");
        assertThat(paused.has("nextDueAt")).isFalse();
        assertThat(renamed.at("/state").asText()).isEqualTo("paused");
        assertThat(goesOn.at("/state").asText()).isEqualTo("ok");
        assertThat(goesOn.has("nextDueAt")).isTrue();
    }

    @Test
    @Tag("J18")
    void whoChangedWhatIsInTheAuditWithoutItsValues() throws Exception {
        var path = added("nightmail");
        api.patch(path, "{\"secret\": \"hidden\", \"name\": \"Ada\"}", "If-Match", "*");
        api.patch(path, "{\"active\": false}", "If-Match", "*");

        var entries = read(api.get("/api/audit")).at("/items");

        assertThat(entries.get(0).at("/action").asText()).isEqualTo("account.change");
        assertThat(entries.get(0).toString()).contains("paused");
        assertThat(entries.get(1).toString()).contains("name", "secret");
        assertThat(entries.toString()).doesNotContain("hidden", "Ada\"");
    }

    @Test
    @Tag("S2")
    void depthIsANumberOrADayAndCanBeTakenBack() throws Exception {
        var path = added("nightmail");

        var since = depth(path, "{\"since\": \"2025-01-31\"}");
        var whole = depth(path, "{}");

        assertThat(read(since).at("/depth/since").asText()).isEqualTo("2025-01-31");
        assertThat(read(since).at("/depth").has("messages")).isFalse();
        assertThat(read(whole).has("depth")).isFalse();
        assertProblem(depth(path, "{\"messages\": 1, \"since\": \"2025-01-31\"}"), 400, "invalid");
        assertProblem(depth(path, "{\"messages\": 0}"), 400, "invalid");
        assertProblem(depth(path, "{\"since\": \"1969-12-31\"}"), 400, "invalid");
        assertThat(depth(path, "{\"since\": \"1970-01-01\"}").statusCode()).isEqualTo(200);
        assertProblem(depth(path, "{\"since\": \"yesterday\"}"), 400, "malformed-json");
    }

    @Test
    void whatIsWrongWithAPatchNamesTheField() throws Exception {
        var path = added("nightmail");
        var bad =
                "{\"imap\": {\"host\": \"0x7f.1\", \"port\": 993, \"tls\": \"implicit\"}, \"username\": \"\"}";

        var answer = api.patch(path, bad, "If-Match", "*");

        assertProblem(answer, 400, "invalid");
        assertThat(read(answer).at("/violations").findValuesAsText("field"))
                .contains("imap.host", "username");
    }

    private HttpResponse<String> depth(String path, String depth) throws Exception {
        return api.patch(path, "{\"depth\": " + depth + "}", "If-Match", "*");
    }

    /** The path of an account whose first sync is over. */
    @Test
    void depthIsTakenAsItIsShownAndAWrongDayIsSaidToBeOne() throws Exception {
        var path = added("nightmail");
        var depth = "{\"depth\": %s}";
        var shown = read(api.patch(path, depth.formatted("{\"messages\": 10}"), "If-Match", "*"));

        var again = api.patch(path, depth.formatted(shown.at("/depth")), "If-Match", "*");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        var wrong = depth.formatted("{\"since\": \"31.1.2025\"}");
        assertThat(api.patch(path, wrong, "If-Match", "*").body())
                .contains("depth.since must be a day such as 2025-01-31");
    }

    @Test
    void whetherToVerifyIsTrueOrFalse() throws Exception {
        var form = form("ada-" + UUID.randomUUID(), "wrong");

        assertProblem(api.post(ACCOUNTS + "?verify=perhaps", form), 400, "invalid");
    }

    @Test
    @Tag("S4")
    void accountIsSyncedAtOnceWhenSomebodyAsksForIt() throws Exception {
        var path = added("nightmail");
        var before = read(api.get(path)).at("/lastSyncedAt").asText();

        assertThat(api.post(path + "/sync", "").statusCode()).isEqualTo(202);

        assertThat(until(path, seen -> !seen.at("/lastSyncedAt").asText().equals(before)))
                .isNotNull();
    }

    @Test
    void accountThatIsNotSyncedAtAllSaysWhyWhenSomebodyAsksForIt() throws Exception {
        var off = added("nightmail");
        api.patch(off, "{\"active\": false}", "If-Match", "*");

        assertProblem(api.post(off + "/sync", ""), 409, "account-rests");
        assertProblem(api.post(added("wrong") + "/sync", ""), 409, "login-refused");
        assertProblem(api.post(ACCOUNTS + "/" + UUID.randomUUID() + "/sync", ""), 404, "not-found");
    }

    @Test
    @Tag("S9")
    void serverThatAsksForPatienceIsNotAskedSoonerWhateverSomebodyAsks() throws Exception {
        var path = added("nightmail");
        var id = path.substring(path.lastIndexOf('/') + 1);
        sql.transact(
                Access.worker(api.tenant()),
                () ->
                        sql.update(
                                """
                                UPDATE sync.account
                                SET sync_error = 'throttled', next_due_at = jobs.clock() + interval '10 minutes'
                                WHERE id = ?
                                """,
                                UUID.fromString(id)));
        var due = read(api.get(path)).at("/nextDueAt");

        assertThat(read(api.post(path + "/sync", "")).at("/nextDueAt")).isEqualTo(due);
    }

    private String added(String secret) throws Exception {
        var added = read(api.post(ACCOUNTS, form("ada-" + UUID.randomUUID(), secret)));
        ended(api, added.at("/jobId").asText());
        return ACCOUNTS + "/" + added.at("/account/id").asText();
    }

    private JsonNode until(String path, String state) throws Exception {
        return until(path, seen -> seen.at("/state").asText().equals(state));
    }

    private JsonNode until(String path, Predicate<JsonNode> isSo) throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            var seen = read(api.get(path));
            if (isSo.test(seen)) {
                return seen;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("The account stays " + api.get(path).body());
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
