package dev.nightmail.sync.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S6")
class IdleAccountTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @Test
    void newMailOfAnAccountThatIsListenedToIsThereLongBeforeItsPollIsDue() throws Exception {
        schema.await();
        var api = new TestApi(root);
        var user = "ada-" + UUID.randomUUID();
        deliver(user, 1);
        var form = AccountResourceTest.form(user, "nightmail");
        var added = read(api.post("/api/email-accounts", form));
        var account = "/api/email-accounts/" + added.at("/account/id").asText();
        assertThat(added.at("/account/idle").asBoolean(true)).isFalse();
        until(api, added, 1);

        var patched = api.patch(account, "{\"idle\": true}", "If-Match", "*");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(read(patched).at("/idle").asBoolean()).isTrue();
        deliver(user, 2);

        until(api, added, 2);
    }

    private static void deliver(String user, int n) throws Exception {
        SampleMailboxes.deliver(TestServers.maildir(user), new SampleMail(3).message(n), "");
    }

    /** Until so many messages are stored. */
    private static void until(TestApi api, JsonNode added, int messages) throws Exception {
        var list = "/api/emails?account=" + added.at("/account/id").asText();
        for (int look = 0; look < 300; look++) {
            if (read(api.get(list)).at("/items").size() == messages) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("They are never stored");
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
