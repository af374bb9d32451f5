package dev.nightmail.sync.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers read of threads, contacts, mailboxes and the ledger. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S13")
class ThreadResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private StoredMail mail;

    @BeforeEach
    void openTenant() throws InterruptedException {
        schema.await();
        api = new TestApi(root);
        mail = new StoredMail(api.tenant());
    }

    @Test
    void threadsStandWhereTheirNewestMessageDoes() throws Exception {
        var b2 = mail.add("Re: B", "bob@example.org");
        var a2 = mail.add("Re: A", "eve@example.org");
        var a1 = mail.add("A", "ada@example.org");
        var b1 = mail.add("B", "ada@example.org");
        mail.set(a2, "thread_id = '" + a1 + "'");
        mail.set(b2, "thread_id = '" + b1 + "'");
        mail.set(b2, "flags = '{\"\\\\Seen\"}'");

        var threads = read(api.get("/api/threads?limit=1&account=" + mail.account));
        var more =
                read(
                        api.get(
                                "/api/threads?limit=1&account="
                                        + mail.account
                                        + "&after="
                                        + threads.get("next").asText()));

        assertThat(ids(threads)).containsExactly(b1);
        assertThat(threads.at("/items/0/subject").asText()).isEqualTo("B");
        assertThat(threads.at("/items/0/messages").asInt()).isEqualTo(2);
        assertThat(threads.at("/items/0/unseen").asInt()).isEqualTo(1);
        assertThat(threads.at("/items/0/participants").findValuesAsText("address"))
                .containsExactly("bob@example.org", "ada@example.org");
        assertThat(ids(more)).containsExactly(a1);
        var one = read(api.get("/api/threads/" + b1));
        assertThat(one.at("/id").asText()).isEqualTo(b1.toString());
        assertThat(ids(one)).containsExactly(b1, b2);
        mail.set(b2, "uid = NULL, gone_at = now()");
        assertThat(ids(read(api.get("/api/threads?account=" + mail.account))))
                .containsExactly(a1, b1);
        assertThat(api.get("/api/threads/" + b2).statusCode()).isEqualTo(404);
    }

    @Test
    void threadThatWasJoinedIsFoundUnderItsOldId() throws Exception {
        var root = mail.add("A", "ada@example.org");
        var old = UUID.randomUUID();
        mail.write(
                "INSERT INTO sync.thread_join (thread_id, account_id, tenant_id, into_id) VALUES ('%s', '%s', '%s', '%s')"
                        .formatted(old, mail.account, api.tenant(), root));

        assertThat(read(api.get("/api/threads/" + old)).at("/id").asText())
                .isEqualTo(root.toString());
        assertThat(ids(read(api.get("/api/emails?thread=" + old)))).containsExactly(root);
    }

    @Test
    void contactsAreFoundByNameAndAddress() throws Exception {
        for (var each : List.of("ada@example.org,Ada Öl", "bob@example.org,Bob", "carl@x.net,")) {
            var parts = each.split(",", -1);
            mail.write(
                    """
                    INSERT INTO sync.contact (account_id, address, tenant_id, name, name_at, sent_to, received_from,
                                              first_seen_at, last_seen_at)
                    VALUES ('%s', '%s', '%s', '%s', now(), 1, 2, now(), now())
                    """
                            .formatted(mail.account, parts[0], api.tenant(), parts[1]));
        }
        var list = "/api/contacts?account=" + mail.account;

        assertThat(addresses(list))
                .containsExactly("ada@example.org", "bob@example.org", "carl@x.net");
        assertThat(addresses(list + "&q=EXAMPLE")).hasSize(2);
        assertThat(addresses(list + "&q=" + encode("öL"))).containsExactly("ada@example.org");
        var first = read(api.get(list + "&limit=2"));
        assertThat(first.at("/next").asText()).isEqualTo("bob@example.org");
        assertThat(addresses(list + "&limit=2&after=bob@example.org"))
                .containsExactly("carl@x.net");
        assertThat(read(api.get(list + "&limit=3")).has("next")).isFalse();
        assertThat(api.get(list + "&name=x").statusCode()).isEqualTo(400);
        assertThat(first.at("/items/0/receivedFrom").asInt()).isEqualTo(2);
    }

    @Test
    @Tag("S7")
    void longestAddressIsNoEndOfTheContacts() throws Exception {
        var longest = "a".repeat(64) + "@" + "b".repeat(255);
        for (var address : List.of(longest, "zoe@example.org")) {
            mail.write(
                    """
                    INSERT INTO sync.contact (account_id, address, tenant_id, name, name_at, sent_to, received_from,
                                              first_seen_at, last_seen_at)
                    VALUES ('%s', '%s', '%s', '', now(), 1, 2, now(), now())
                    """
                            .formatted(mail.account, address, api.tenant()));
        }
        var list = "/api/contacts?limit=1&account=" + mail.account;

        var next = read(api.get(list)).get("next").asText();

        assertThat(next).isEqualTo(longest);
        assertThat(addresses(list + "&after=" + next)).containsExactly("zoe@example.org");
        assertThat(api.get(list + "&after=x" + next).statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("S4")
    void mailboxIsChosenAndGivenUp() throws Exception {
        mail.add("unseen", "ada@example.org");
        var path = "/api/mailboxes/" + mail.archive;

        var boxes = read(api.get("/api/email-accounts/" + mail.account + "/mailboxes"));
        assertThat(boxes.at("/items/0/unseen").asInt()).isEqualTo(1);
        assertThat(boxes.at("/items/1/parentId").asText()).isEqualTo(mail.inbox.toString());
        assertThat(boxes.at("/items/1/delimiter").asText()).isEqualTo(".");

        var changed = api.patch(path, "{\"selected\": false}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(read(api.get(path)).at("/selected").asBoolean(true)).isFalse();
        assertThat(api.patch(path, "{}").statusCode()).isEqualTo(400);
        assertThat(new TestApi(root).patch(path, "{\"selected\": true}").statusCode())
                .isEqualTo(404);
        assertThat(api.limitedTo("mail:read").patch(path, "{\"selected\": true}").statusCode())
                .isEqualTo(403);
        assertThat(api.get("/api/audit").body()).contains("mailbox.change");
    }

    @Test
    @Tag("S4")
    void whyAMailboxIsNotSyncedIsSaidAsLongAsItIsNot() throws Exception {
        var path = "/api/mailboxes/" + mail.archive;
        mail.write(
                "UPDATE sync.mailbox SET selected = false, deselected_for = 'junk' WHERE id = '"
                        + mail.archive
                        + "'");
        assertThat(read(api.get(path)).at("/deselectedFor").asText()).isEqualTo("junk");

        api.patch(path, "{\"selected\": true}");

        assertThat(read(api.get(path)).has("deselectedFor")).isFalse();
    }

    @Test
    @Tag("S4")
    void mailboxThatShowsALabelIsNotChosen() throws Exception {
        var path = "/api/mailboxes/" + mail.archive;
        mail.write(
                "UPDATE sync.mailbox SET selected = false, deselected_for = 'label' WHERE id = '"
                        + mail.archive
                        + "'");

        var refused = api.patch(path, "{\"selected\": true}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("urn:nightmail:problem:label-mailbox");
        assertThat(read(api.get(path)).at("/selected").asBoolean(true)).isFalse();
        assertThat(api.patch(path, "{\"selected\": false}").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("S5")
    void ledgerAddsUpWithReasons() throws Exception {
        mail.write(
                "UPDATE sync.mailbox SET exists_count = 5, stored_count = 3 WHERE id = '"
                        + mail.inbox
                        + "'");
        for (int uid = 1; uid <= 2; uid++) {
            mail.write(
                    "INSERT INTO sync.quarantine (mailbox_id, uid, tenant_id, reason) VALUES ('%s', %d, '%s', 'refused')"
                            .formatted(mail.inbox, uid, api.tenant()));
        }
        var path = "/api/email-accounts/" + mail.account + "/ledger";

        var ledger = read(api.get(path));

        assertThat(ledger.at("/complete").asBoolean()).isTrue();
        assertThat(ledger.at("/exists").asInt()).isEqualTo(5);
        assertThat(ledger.at("/stored").asInt()).isEqualTo(3);
        assertThat(ledger.at("/skipped/total").asInt(-1)).isZero();
        assertThat(ledger.at("/quarantined/reasons/refused").asInt()).isEqualTo(2);
        assertThat(ledger.has("verifiedAt")).isTrue();
        assertThat(ledger.at("/mailboxes")).hasSize(2);
        var first = read(api.get(path + "/quarantine?limit=1"));
        var second =
                read(api.get(path + "/quarantine?limit=1&after=" + first.get("next").asText()));
        assertThat(first.at("/items/0/uid").asInt()).isEqualTo(1);
        assertThat(second.at("/items/0/uid").asInt()).isEqualTo(2);
        assertThat(second.has("next")).isFalse();
    }

    private List<String> addresses(String path) throws Exception {
        return read(api.get(path)).at("/items").findValuesAsText("address");
    }

    private static List<UUID> ids(JsonNode page) {
        return page.at("/items").findValuesAsText("id").stream().map(UUID::fromString).toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
