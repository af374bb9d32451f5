package dev.nightmail.sync.account;

import static dev.nightmail.sync.account.AccountResourceTest.assertProblem;
import static dev.nightmail.sync.account.AccountResourceTest.ended;
import static dev.nightmail.sync.account.AccountResourceTest.form;
import static dev.nightmail.sync.account.AccountResourceTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the answers of the API say, and in which form. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AnswersTest {

    private static final String ACCOUNTS = "/api/email-accounts";

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("P1")
    void idThatIsNoneIsSaidToBeNone() throws Exception {
        var api = new TestApi(root);

        for (var path :
                List.of(
                        "/api/jobs/JOB",
                        "/api/email-accounts/JOB",
                        "/api/email-accounts/JOB/mailboxes",
                        "/api/emails?account=JOB")) {
            var answer = api.get(path);

            assertProblem(answer, 400, "invalid");
            assertThat(read(answer).at("/detail").asText()).as(path).isEqualTo("JOB is not an id.");
        }
        assertProblem(api.get("/api/jobs/" + UUID.randomUUID()), 404, "not-found");
    }

    @Test
    @Tag("P1")
    void limitThatIsNoneIsSaidToBeNone() throws Exception {
        var api = new TestApi(root);

        for (var path : List.of(ACCOUNTS + "?limit=x", "/api/emails?limit=x")) {
            var answer = api.get(path);

            assertProblem(answer, 400, "invalid");
            assertThat(read(answer).at("/detail").asText())
                    .as(path)
                    .isEqualTo("x is not a number.");
        }
    }

    @Test
    @Tag("P1")
    void bodyOfAnotherShapeIsAProblemThatNamesTheFieldAndRepeatsNoValue() throws Exception {
        var api = new TestApi(root);
        var form = form("ada", "x");

        var answer = api.post("/api/email-accounts", form.replace("465", "\"eve\""));

        assertProblem(answer, 400, "malformed-json");
        assertThat(read(answer).at("/violations/0/field").asText()).isEqualTo("smtp.port");
        assertThat(read(answer).at("/violations/0/message").asText()).isEqualTo("must be a number");
        assertThat(answer.body()).doesNotContain("eve");
    }

    @Test
    @Tag("J2")
    void fieldThatNobodyReadsIsNamedAndNothingIsAdded() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "x");

        var slip =
                api.post(
                        ACCOUNTS, form.replace("\"address\"", "\"syncIntervall\": 5, \"address\""));
        var within = api.post(ACCOUNTS, form.replace("\"host\"", "\"hosts\": \"eve\", \"host\""));
        var endless =
                api.post(
                        ACCOUNTS,
                        form.replace(
                                "\"address\"", "\"" + "x".repeat(5000) + "\": 5, \"address\""));

        assertProblem(slip, 400, "malformed-json");
        assertThat(read(slip).at("/violations/0/field").asText()).isEqualTo("syncIntervall");
        assertThat(read(slip).at("/violations/0/message").asText()).isEqualTo("is not known here");
        assertThat(read(within).at("/violations/0/field").asText()).isEqualTo("imap.hosts");
        assertThat(within.body()).doesNotContain("eve");
        assertThat(endless.body()).hasSizeLessThan(500);
        assertThat(read(api.get(ACCOUNTS)).at("/items")).isEmpty();
    }

    @Test
    @Tag("J2")
    void bodiesOfNoUseAreProblemsAndNothingIsAdded() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "x");

        for (var body :
                List.of(
                        "[]",
                        "7",
                        form.replace("465", "1e999"),
                        form.replace("465", "99999999999999999999"),
                        form.replace("465", "[".repeat(5000)),
                        form.substring(0, 40))) {
            assertProblem(api.post(ACCOUNTS, body), 400, "malformed-json");
        }
        for (var field : List.of("address", "username", "secret")) {
            var big = form.replaceFirst("\"" + field + "\": \"", "$0" + "x".repeat(300_000));
            var answer = api.post(ACCOUNTS, big);

            assertProblem(answer, 400, "invalid");
            assertThat(read(answer).at("/violations").findValuesAsText("field")).contains(field);
        }
        assertProblem(api.post(ACCOUNTS, form.replace("465", "0")), 400, "invalid");
        assertProblem(api.postTyped("text/plain", ACCOUNTS, form), 415, "unsupported-media-type");
        assertProblem(
                api.post(
                        ACCOUNTS,
                        form.replace("\"secret\"", "\"syncIntervalMinutes\": 0, \"secret\"")),
                400,
                "invalid");
        assertThat(read(api.get(ACCOUNTS)).at("/items")).isEmpty();
    }

    @Test
    @Tag("S1")
    void accountInErrorHasNoNextDueTime() throws Exception {
        var api = new TestApi(root);
        var added = read(api.post(ACCOUNTS, form("ada-" + UUID.randomUUID(), "wrong")));

        var before = added.at("/account");
        ended(api, added.at("/jobId").asText());
        var after = read(api.get(ACCOUNTS + "/" + before.at("/id").asText()));

        assertThat(before.has("nextDueAt")).isTrue();
        assertThat(after.at("/state").asText()).isEqualTo("error");
        assertThat(after.has("nextDueAt")).isFalse();
    }

    @Test
    @Tag("S13")
    void idsOfMessagesAndSetsOfUidsAreWrittenAsTheirStandardsDo() throws Exception {
        var api = new TestApi(root);
        var user = "ada-" + UUID.randomUUID();
        var maildir = TestServers.maildir(user);
        for (int i = 0; i < 5; i++) {
            SampleMailboxes.deliver(maildir, new SampleMail(3).message(i), "S");
        }
        var added = read(api.post(ACCOUNTS, form(user, "nightmail")));
        ended(api, added.at("/jobId").asText());
        var account = added.at("/account/id").asText();

        var inbox = read(api.get(ACCOUNTS + "/" + account + "/mailboxes")).at("/items/0");
        var messages = read(api.get("/api/emails?account=" + account));

        assertThat(inbox.at("/covered").asText()).matches("1:[1-9][0-9]*");
        assertThat(messages.findValuesAsText("messageId"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(id).matches("<[^<>]+>"));
    }
}
