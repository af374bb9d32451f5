package dev.nightmail.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("M1")
class EmailResourceTest {

    private static final String EMAILS = "/api/emails";
    private static final int NOBODY_LISTENS = 1;

    @Inject Sql sql;
    @Inject Secrets secrets;
    @Inject SchemaGate schema;
    @Inject ObjectMapper json;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void emailIsTakenOverAndCanBeFollowed() throws Exception {
        var api = new TestApi(root);

        var taken = api.post(EMAILS, email(account(api), "bert@example.org", "Hello"));
        var body = read(taken);
        var followed = api.get(location(taken));

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(location(taken)).endsWith("/api/emails/" + body.get("id").asText());
        assertThat(body.get("messageId").asText()).endsWith("@example.org>");
        assertThat(followed.statusCode()).isEqualTo(200);
        assertThat(read(followed).get("state").asText()).isEqualTo("queued");
        assertThat(api.get("/api/jobs/" + body.get("jobId").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("P2")
    void anothersEmailAndAnothersAccountAreNotFound() throws Exception {
        var owner = new TestApi(root);
        var stranger = new TestApi(root);
        var email = email(account(owner), "bert@example.org", "Hello");
        var location = location(owner.post(EMAILS, email));

        assertThat(owner.get(location).statusCode()).isEqualTo(200);
        assertThat(stranger.get(location).statusCode()).isEqualTo(404);
        assertThat(stranger.post(EMAILS, email).statusCode()).isEqualTo(404);
        assertThat(stranger.post(location + "/resolve", resolution("sent")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void headersCannotBeSlippedIn() throws Exception {
        var api = new TestApi(root);
        var account = account(api);

        var subject = api.post(EMAILS, email(account, "bert@example.org", "x\\r\\nBcc: eve@x.org"));
        var recipient = api.post(EMAILS, email(account, "bert@example.org>\\r\\nRSET", "x"));

        assertThat(subject.statusCode()).isEqualTo(400);
        assertThat(subject.body()).contains("urn:nightmail:problem:invalid", "subject");
        assertThat(recipient.statusCode()).isEqualTo(400);
        assertThat(recipient.body()).contains("\"to[0]\"").doesNotContain("bert");
    }

    @Test
    @Tag("P1")
    void bodyThatIsNotWhatIsWantedIsAProblem() throws Exception {
        var api = new TestApi(root);

        assertThat(api.post(EMAILS, "{}").body()).contains("accountId", "subject", "text", "to");
        assertThat(api.post(EMAILS, "{\"accountId\":\"eve\"}").body())
                .contains("malformed-json", "accountId must be an id")
                .doesNotContain("eve");
        assertThat(api.post(EMAILS, "{").body()).contains("malformed-json");
    }

    @Test
    @Tag("J2")
    void emailThatIsNotAsItMustBeIsAProblemAndNothingIsSent() throws Exception {
        var api = new TestApi(root);
        var email = email(account(api), "bert@example.org", "Hello");

        var unknown = api.post(EMAILS, email.replace("\"to\"", "\"cc\": [\"eve@x.org\"], \"to\""));
        var tooLong =
                api.post(EMAILS, email.replace("\"Hello\"}", "\"" + "x".repeat(5_000_001) + "\"}"));
        var tooMany =
                api.post(
                        EMAILS,
                        email.replace("\"bert@", "\"bert@example.org\",".repeat(100) + "\"bert@"));
        var huge =
                api.post(
                        EMAILS, email.replace("\"Hello\"}", "\"" + "x".repeat(27_000_000) + "\"}"));

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body())
                .contains("urn:nightmail:problem:malformed-json", "cc is not known here")
                .doesNotContain("eve");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body())
                .contains("urn:nightmail:problem:invalid", "\"text\"")
                .hasSizeLessThan(500);
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("\"to\"");
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("urn:nightmail:problem:request-entity-too-large");
        assertThat(messages(api)).isZero();
    }

    @Test
    @Tag("P1")
    void outcomeThatIsNoneIsToldWhichThereAre() throws Exception {
        var api = new TestApi(root);

        var answer = api.post(EMAILS + "/" + UUID.randomUUID() + "/resolve", resolution("eve"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("outcome must be sent or not-sent");
        assertThat(answer.body()).doesNotContain("eve");
        assertThat(api.get(EMAILS + "/ID").body()).contains("ID is not an id.");
    }

    @Test
    @Tag("J10")
    void onlyAnUncertainEmailIsResolved() throws Exception {
        var api = new TestApi(root);
        var email = email(account(api), "bert@example.org", "Hello");
        var resolve = location(api.post(EMAILS, email)) + "/resolve";

        var queued = api.post(resolve, resolution("not-sent"));

        assertThat(queued.statusCode()).isEqualTo(409);
        assertThat(queued.body()).contains("urn:nightmail:problem:not-uncertain");
        assertThat(api.post(resolve, resolution("perhaps")).statusCode()).isEqualTo(400);
        assertThat(api.post(resolve, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("P1")
    void repeatUnderTheSameKeyIsTheSameMessage() throws Exception {
        var api = new TestApi(root);
        var email = email(account(api), "bert@example.org", "Hello");

        var first = keyed(api, email, "1");
        var second = keyed(api, email, "1");
        var another = keyed(api, email, "2");
        var without = api.post(EMAILS, email);

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(location(second)).isEqualTo(location(first));
        assertThat(another.body()).isNotEqualTo(first.body());
        assertThat(without.body()).isNotEqualTo(first.body());
        assertThat(messages(api)).isEqualTo(3);
    }

    @Test
    @Tag("P1")
    void requestsAtOnceUnderOneKeyAreOneMessage() throws Exception {
        var api = new TestApi(root);
        var email = email(account(api), "bert@example.org", "Hello");

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> request = () -> keyed(api, email, "1");
            var answers = callers.invokeAll(Collections.nCopies(8, request));

            var bodies = new HashSet<String>();
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
                bodies.add(answer.get().body());
            }
            assertThat(bodies).hasSize(1);
        }
        assertThat(messages(api)).isOne();
    }

    @Test
    @Tag("M9")
    void timelineOfAMessageThatNobodyHasTriedYetSaysWhatItWaitsFor() throws Exception {
        var api = new TestApi(root);
        var taken = api.post(EMAILS, email(account(api), "bert@example.org", "Hello"));

        var timeline = read(api.get(location(taken) + "/timeline"));

        assertThat(timeline.at("/state").asText()).isEqualTo("queued");
        assertThat(timeline.at("/recipients/0/address").asText()).isEqualTo("bert@example.org");
        assertThat(timeline.at("/recipients/0/state").asText()).isEqualTo("waiting");
        assertThat(timeline.has("next")).isTrue();
        assertThat(timeline.has("entries")).isTrue();
    }

    @Test
    @Tag("P1")
    void keyOfAnotherRequestIsRefused() throws Exception {
        var api = new TestApi(root);
        var account = account(api);
        keyed(api, email(account, "bert@example.org", "Hello"), "1");

        var other = keyed(api, email(account, "carl@example.org", "Hello"), "1");
        var tooLong = keyed(api, email(account, "bert@example.org", "Hello"), "x".repeat(256));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("urn:nightmail:problem:idempotency-key-reused");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(messages(api)).isOne();
    }

    @Test
    @Tag("P1")
    void keyOfARefusedRequestIsFree() throws Exception {
        var api = new TestApi(root);

        var refused = keyed(api, email(UUID.randomUUID(), "bert@example.org", "Hello"), "1");
        var taken = keyed(api, email(account(api), "bert@example.org", "Hello"), "1");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(taken.statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> keyed(TestApi api, String email, String key)
            throws IOException, InterruptedException {
        return api.post(EMAILS, email, "Idempotency-Key", key);
    }

    private int messages(TestApi api) {
        return sql.transaction(
                Access.request(api.tenant()),
                () -> sql.query("SELECT id FROM mail.outgoing_message", row -> 1).size());
    }

    private UUID account(TestApi api) {
        return TestAccounts.newAccount(sql, secrets, api.tenant(), NOBODY_LISTENS);
    }

    private static String email(UUID account, String to, String subject) {
        return """
        {"accountId": "%s", "to": ["%s"], "subject": "%s", "text": "Hello"}
        """
                .formatted(account, to, subject);
    }

    private static String resolution(String outcome) {
        return "{\"outcome\": \"" + outcome + "\"}";
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode read(HttpResponse<String> response) throws IOException {
        return json.readTree(response.body());
    }
}
