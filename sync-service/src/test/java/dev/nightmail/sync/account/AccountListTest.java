package dev.nightmail.sync.account;

import static dev.nightmail.sync.account.AccountResourceTest.form;
import static dev.nightmail.sync.account.AccountResourceTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which accounts there are, and who has made them come and go. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AccountListTest {

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
    void accountsAreListedPageByPageTheOldestFirst() throws Exception {
        var api = new TestApi(root);
        var added = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var account = api.post("/api/email-accounts", form("ada-" + UUID.randomUUID(), "x"));
            added.add(read(account).at("/account/id").asText());
        }

        var first = read(api.get("/api/email-accounts?limit=2"));
        var second =
                read(api.get("/api/email-accounts?limit=2&after=" + first.at("/next").asText()));

        assertThat(first.findValuesAsText("id")).containsExactlyElementsOf(added.subList(0, 2));
        assertThat(second.findValuesAsText("id")).containsExactlyElementsOf(added.subList(2, 3));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    @Tag("S12")
    void howTheSyncsOfAllAccountsStandIsListedPageByPage() throws Exception {
        var api = new TestApi(root);
        var added = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var account = api.post("/api/email-accounts", form("ada-" + UUID.randomUUID(), "x"));
            added.add(read(account).at("/account/id").asText());
        }
        var path = "/api/email-accounts/sync-status?limit=1";

        var first = read(api.get(path));
        var second = read(api.get(path + "&after=" + first.at("/next").asText()));

        assertThat(first.findValuesAsText("accountId")).containsExactly(added.getFirst());
        assertThat(second.findValuesAsText("accountId")).containsExactly(added.getLast());
        assertThat(first.at("/items/0/completed").asInt(-1)).isZero();
        var one = read(api.get("/api/email-accounts/" + added.getFirst() + "/sync-status"));
        assertThat(one.at("/accountId").asText()).isEqualTo(added.getFirst());
    }

    @Test
    @Tag("S12")
    void accountThatIsSwitchedOffIsNotDue() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "nightmail");
        var path =
                "/api/email-accounts/"
                        + read(api.post("/api/email-accounts", form)).at("/account/id").asText();
        assertThat(read(api.get(path + "/sync-status")).has("nextDueAt")).isTrue();

        api.patch(path, "{\"active\": false}", "If-Match", "*");

        assertThat(read(api.get(path + "/sync-status")).has("nextDueAt")).isFalse();
    }

    @Test
    @Tag("J18")
    void whoAddedAndRemovedAnAccountIsInTheAudit() throws Exception {
        var api = new TestApi(root);
        var form = form("ada-" + UUID.randomUUID(), "x");
        var id = read(api.post("/api/email-accounts", form)).at("/account/id").asText();
        api.post("/api/email-accounts", form);
        api.delete("/api/email-accounts/" + id);
        api.delete("/api/email-accounts/" + id);

        var entries = read(api.get("/api/audit"));

        assertThat(entries.findValuesAsText("action"))
                .containsExactly("account.delete", "account.create", "key.create");
        assertThat(entries.findValuesAsText("entity")).contains("account:" + id);
        assertThat(entries.toString()).doesNotContain("@example.com");
    }
}
