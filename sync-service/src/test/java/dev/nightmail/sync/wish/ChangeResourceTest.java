package dev.nightmail.sync.wish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.body.MailAtServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S11")
class ChangeResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAIL = "From: ada@example.com\r\nSubject: tea\r\n\r\nAt four.\r\n";

    @Inject SchemaGate schema;
    @Inject Secrets secrets;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void changeIsPendingAtFirstAndCompletedWhenTheServerHasIt() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api);

        var answer = api.patch(path(mail), "{\"flagged\": true, \"answered\": true}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith(path(mail) + "/changes"));
        var made = read(answer);
        assertThat(made.at("/changes")).hasSize(2);
        assertThat(made.at("/changes/0/state").asText()).isEqualTo("pending");
        assertThat(made.at("/changes/0/wished").asBoolean()).isTrue();
        assertThat(ended(api, mail).findValuesAsText("state"))
                .containsExactly("completed", "completed");
        var listed = read(api.get("/api/emails?account=" + mail.account));
        assertThat(listed.at("/items/0/flags").toString())
                .isEqualTo("[\"\\\\Answered\",\"\\\\Flagged\",\"\\\\Seen\"]");
    }

    @Test
    void laterWishEndsAnEarlierOneThatNobodyHasTried() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api);
        rest(mail);

        api.patch(path(mail), "{\"flagged\": true}");
        api.patch(path(mail), "{\"seen\": false}");
        api.patch(path(mail), "{\"flagged\": false}");

        assertThat(changes(api, mail).findValuesAsText("aspect"))
                .containsExactly("flagged", "seen", "flagged");
        assertThat(changes(api, mail).findValuesAsText("state"))
                .containsExactly("pending", "pending", "superseded");
    }

    @Test
    void whatCameOfAWishIsToldAfterTheMessageHasGone() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api);
        api.patch(path(mail), "{\"flagged\": true}");
        ended(api, mail);

        mail.write(
                "UPDATE sync.message SET uid = NULL, modseq = NULL, gone_at = jobs.clock() WHERE id = '"
                        + mail.id
                        + "'");

        assertThat(api.get(path(mail)).statusCode()).isEqualTo(404);
        assertThat(changes(api, mail).findValuesAsText("state")).containsExactly("completed");
    }

    @Test
    void nothingToChangeAndAMailboxOfSomebodyElseAreRefused() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api);
        var theirs = mail(new TestApi(root));

        assertThat(api.patch(path(mail), "{}").statusCode()).isEqualTo(400);
        var unknown = move(api, mail, UUID.randomUUID());
        var foreign = move(api, mail, theirs.mailbox);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("urn:nightmail:problem:unknown-mailbox");
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(changes(api, mail)).isEmpty();
    }

    @Test
    @Tag("P2")
    void changingTakesAScopeOfItsOwn() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api);

        var reader = api.limitedTo("mail:read");

        assertThat(reader.patch(path(mail), "{\"seen\": true}").statusCode()).isEqualTo(403);
        assertThat(reader.get(path(mail) + "/changes").statusCode()).isEqualTo(200);
    }

    private MailAtServer mail(TestApi api) throws Exception {
        return new MailAtServer(TestDatabase.sql(), secrets, api.tenant(), MAIL);
    }

    private static HttpResponse<String> move(TestApi api, MailAtServer mail, UUID mailbox)
            throws Exception {
        return api.patch(path(mail), "{\"mailboxId\": \"%s\"}".formatted(mailbox));
    }

    /** Switches the account off, so that nothing is carried out. */
    private static void rest(MailAtServer mail) {
        TestDatabase.asOwner(
                "UPDATE sync.account SET active = false, state = 'paused' WHERE id = '%s'"
                        .formatted(mail.account));
    }

    private static String path(MailAtServer mail) {
        return "/api/emails/" + mail.id;
    }

    private static JsonNode changes(TestApi api, MailAtServer mail) throws Exception {
        return read(api.get(path(mail) + "/changes")).at("/items");
    }

    /** The same, when none is pending any more. */
    private static JsonNode ended(TestApi api, MailAtServer mail) throws Exception {
        for (int look = 0; look < 200; look++) {
            var changes = changes(api, mail);
            if (!changes.findValuesAsText("state").contains("pending")) {
                return changes;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("It is pending for ever");
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
