package dev.nightmail.sync.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class AccountResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 8;
    private static final int LOOKS = 600;
    private static final long PAUSE_NANOS = 50_000_000;

    @Inject SchemaGate schema;
    @Inject Sql sql;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @TestHTTPResource(value = "/q/", management = true)
    @SuppressWarnings("NullAway.Init")
    URI management;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("S2")
    void addedAccountIsAnsweredAtOnceAndSyncedByItsJob() throws Exception {
        var api = new TestApi(root);
        var user = "ada-" + UUID.randomUUID();
        for (int i = 0; i < 25; i++) {
            SampleMailboxes.deliver(TestServers.maildir(user), new SampleMail(3).message(i), "S");
        }

        var added = api.post("/api/email-accounts", form(user, "nightmail"));
        var job = ended(api, read(added).at("/jobId").asText());
        var account = "/api/email-accounts/" + read(added).at("/account/id").asText();

        assertThat(added.statusCode()).isEqualTo(202);
        assertThat(added.headers().firstValue("Location").orElseThrow()).contains("/api/jobs/");
        assertThat(added.body()).doesNotContain("\"nightmail\"");
        assertThat(job.at("/state").asText()).isEqualTo("completed");
        assertThat(job.at("/progress/done").asInt()).isEqualTo(25);
        assertThat(read(api.get(account)).at("/state").asText()).isEqualTo("ok");
        var inbox = read(api.get(account + "/mailboxes")).at("/items/0");
        assertThat(inbox.at("/complete").asBoolean()).isTrue();
        assertThat(inbox.at("/stored").asInt()).isEqualTo(25);
    }

    @Test
    @Tag("S13")
    void messagesAreListedPageByPageWithoutGapOrRepeat() throws Exception {
        var api = new TestApi(root);
        var user = "ada-" + UUID.randomUUID();
        for (int i = 0; i < 25; i++) {
            SampleMailboxes.deliver(TestServers.maildir(user), new SampleMail(3).message(i), "S");
        }
        var added = read(api.post("/api/email-accounts", form(user, "nightmail")));
        ended(api, added.at("/jobId").asText());
        var list = "/api/emails?account=" + added.at("/account/id").asText() + "&limit=10";

        var first = read(api.get(list));
        var second = read(api.get(list + "&after=" + first.at("/next").asText()));
        var third = read(api.get(list + "&after=" + second.at("/next").asText()));

        assertThat(third.at("/items")).hasSize(5);
        assertThat(third.has("next")).isFalse();
        var ids = first.findValuesAsText("id");
        ids.addAll(second.findValuesAsText("id"));
        ids.addAll(third.findValuesAsText("id"));
        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    @Tag("P2")
    void accountsOfAnotherTenantAreNotThere() throws Exception {
        var ada = new TestApi(root);
        var bob = new TestApi(root);
        var added = read(ada.post("/api/email-accounts", form("ada-" + UUID.randomUUID(), "x")));
        var path = "/api/email-accounts/" + added.at("/account/id").asText();

        assertThat(ada.get(path).statusCode()).isEqualTo(200);
        for (var foreign :
                new String[] {
                    path, path + "/mailboxes", "/api/jobs/" + added.at("/jobId").asText()
                }) {
            assertThat(bob.get(foreign).statusCode()).as(foreign).isEqualTo(404);
        }
        assertThat(bob.delete(path).statusCode()).isEqualTo(404);
        assertThat(read(bob.get("/api/email-accounts")).at("/items")).isEmpty();
        assertThat(ada.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("P1")
    void whatIsWrongWithARequestIsAProblemThatNamesTheField() throws Exception {
        var api = new TestApi(root);

        var plain = api.post("/api/email-accounts", form("ada", "x").replace("implicit", "none"));
        var broken = api.post("/api/email-accounts", "{");
        var empty = api.post("/api/email-accounts", "");
        var unknown = api.getAs("nm_wrong", "/api/email-accounts");

        assertProblem(plain, 400, "invalid");
        assertThat(plain.body()).contains("\"imap.tls\"");
        assertProblem(broken, 400, "malformed-json");
        assertProblem(empty, 400, "invalid");
        assertProblem(unknown, 401, "unauthorized");
        assertProblem(api.get("/api/nothing"), 404, "not-found");
    }

    @Test
    @Tag("S1")
    void sameAddressTwiceIsAConflict() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "x");
        api.post("/api/email-accounts", form);

        assertProblem(api.post("/api/email-accounts", form), 409, "account-exists");
    }

    @Test
    @Tag("S1")
    void sameAddressAtTheSameTimeIsAConflictForAllButOne() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "x");
        var calls =
                Collections.nCopies(
                        CALLERS,
                        (Callable<HttpResponse<String>>)
                                () -> api.post("/api/email-accounts", form));
        var answers = new ArrayList<HttpResponse<String>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : callers.invokeAll(calls)) {
                answers.add(call.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
        for (var answer : answers) {
            if (answer.statusCode() != 202) {
                assertProblem(answer, 409, "account-exists");
            }
        }
    }

    @Test
    @Tag("S1")
    void controlCharactersAreRefusedByTheNameOfTheirField() throws Exception {
        var api = new TestApi(root);
        var form = form("ada", "x").replace("\"username\"", "\"name\": \"Ada\", \"username\"");
        for (var path : List.of("address", "name", "username", "secret", "imap.host", "imap.tls")) {
            var field = path.substring(path.indexOf('.') + 1);
            for (var control : List.of("\\r\\n", "\\u0000", "\\u0085")) {
                var bad =
                        form.replaceFirst(
                                "\"" + field + "\": \"", "$0" + control.replace("\\", "\\\\"));

                var answer = api.post("/api/email-accounts", bad);

                assertProblem(answer, 400, "invalid");
                assertThat(read(answer).at("/violations").findValuesAsText("field"))
                        .as(path)
                        .contains(path);
            }
        }
    }

    @Test
    @Tag("S1")
    void removedAccountIsGoneAtOnceAndItsMailSoonAfter() throws Exception {
        var api = new TestApi(root);
        var user = "ada-" + UUID.randomUUID();
        SampleMailboxes.deliver(TestServers.maildir(user), new SampleMail(3).message(1), "S");
        var added = read(api.post("/api/email-accounts", form(user, "nightmail")));
        ended(api, added.at("/jobId").asText());
        var id = added.at("/account/id").asText();
        var path = "/api/email-accounts/" + id;

        assertThat(api.delete(path).statusCode()).isEqualTo(204);

        assertThat(read(api.get("/api/email-accounts")).at("/items")).isEmpty();
        for (var gone : List.of(path, path + "/mailboxes", "/api/emails?account=" + id)) {
            assertProblem(api.get(gone), 404, "not-found");
        }
        assertThat(api.post("/api/email-accounts", form(user, "x")).statusCode()).isEqualTo(202);
        untilNothingIsLeft(api.tenant(), UUID.fromString(id));
    }

    @Test
    @Tag("O2")
    void managementPortTellsHealthMetricsAndApi() throws Exception {
        var api = new TestApi(management);

        assertThat(api.get("/q/health/ready").body()).contains("UP");
        assertThat(api.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(api.get("/q/metrics").body()).contains("jvm_memory");
        assertThat(api.get("/q/openapi").body()).contains("/api/email-accounts");
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("problem+json"));
        assertThat(read(answer).at("/type").asText()).isEqualTo("urn:nightmail:problem:" + code);
    }

    static JsonNode ended(TestApi api, String job) throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            var seen = read(api.get("/api/jobs/" + job));
            if (seen.has("endedAt")) {
                return seen;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("The job does not end");
    }

    private void untilNothingIsLeft(UUID tenant, UUID account) {
        for (int i = 0; i < LOOKS; i++) {
            var left =
                    sql.transaction(
                            Access.worker(tenant),
                            () ->
                                    sql.query(
                                            """
                                            SELECT id FROM sync.mailbox WHERE account_id = ?
                                            UNION ALL SELECT id FROM sync.message WHERE account_id = ?
                                            """,
                                            row -> 1,
                                            account,
                                            account));
            if (left.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("Something is left of the account");
    }

    static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static String form(String user, String secret) {
        return """
        {"address": "%s@example.com", "username": "%s", "secret": "%s",
         "imap": {"host": "%s", "port": %d, "tls": "implicit"},
         "smtp": {"host": "localhost", "port": 465, "tls": "implicit"}}
        """
                .formatted(user, user, secret, TestServers.imapHost(), TestServers.imapPort());
    }
}
