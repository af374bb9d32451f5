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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers find of mail that was synced. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S13")
class MessageResourceTest {

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
    void eachFilterFindsWhatItSays() throws Exception {
        var one = mail.add("Invoice of March", "ada@example.org");
        var two = mail.add("Ärger mit der RECHNUNG", "bob@example.net");
        var three = mail.add("Hello", "ada.other@example.org");
        mail.set(one, "flags = '{\"\\\\Seen\",\"\\\\Flagged\"}', has_attachments = true");
        mail.set(two, "mailbox_id = '" + mail.archive + "', flags = '{\"$Forwarded\"}'");

        assertThat(found("")).containsExactly(one, two, three);
        assertThat(found("&folder=" + mail.archive)).containsExactly(two);
        assertThat(found("&thread=" + three)).containsExactly(three);
        assertThat(found("&flag=seen")).containsExactly(one);
        assertThat(found("&flag=%5CFLAGGED&flag=seen")).containsExactly(one);
        assertThat(found("&notFlag=seen")).containsExactly(two, three);
        assertThat(found("&notFlag=flagged&notFlag=seen")).containsExactly(two, three);
        assertThat(found("&flag=$forwarded")).containsExactly(two);
        assertThat(found("&notFlag=$forwarded&notFlag=draft")).containsExactly(one, three);
        assertThat(found("&sender=ADA@example.org")).containsExactly(one);
        assertThat(found("&sender=ada")).containsExactly(one, three);
        assertThat(found("&sender=@example.net")).containsExactly(two);
        assertThat(found("&subject=" + encode("ÄRGER mit"))).containsExactly(two);
        assertThat(found("&subject=" + encode("100% _"))).isEmpty();
        assertThat(found("&text=" + encode("rechnung ÖDÖN"))).containsExactly(two);
        assertThat(found("&text=sender")).containsExactly(one, two, three);
        assertThat(found("&text=" + encode("march bob"))).isEmpty();
        assertThat(found("&hasAttachments=true")).containsExactly(one);
        assertThat(found("&hasAttachments=false")).containsExactly(two, three);
        assertThat(found("&since=2026-11-20T11:59:00Z")).containsExactly(one, two);
        assertThat(found("&before=2026-11-20T11:59:00Z")).containsExactly(three);
        assertThat(found("&since=2026-11-20&before=2026-11-21")).hasSize(3);
        assertThat(found("&since=2026-11-20T13:59:00%2B02:00")).containsExactly(one, two);
        assertThat(found("&sender=ada&notFlag=seen&subject=hello&folder=" + mail.inbox))
                .containsExactly(three);
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        for (var wrong :
                Map.of(
                                "since=tomorrow",
                                "since",
                                "before=2026-13-01",
                                "before",
                                "since=12026-01-01",
                                "since",
                                "hasAttachments=maybe",
                                "hasAttachments",
                                "sender=",
                                "sender",
                                "text=" + "x".repeat(201),
                                "text",
                                "subject=a%00b",
                                "subject",
                                "flag=" + "&flag=x".repeat(11),
                                "flag",
                                "after=what",
                                "after",
                                "sendr=ada",
                                "sendr")
                        .entrySet()) {
            var answer = api.get("/api/emails?account=" + mail.account + "&" + wrong.getKey());

            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("urn:nightmail:problem:invalid")
                    .contains("parameter " + wrong.getValue() + " ");
        }
        assertThat(api.get("/api/emails").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/emails?folder=x").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/emails?folder=" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/emails?thread=" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesMissAndRepeatNothingAmongEqualTimesWhileMailComesAndGoes() throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            ids.add(mail.add("tied", "ada@example.org", StoredMail.NEWEST));
        }
        var seen = new ArrayList<UUID>();
        var next = "";
        do {
            var page = read(api.get(path("&limit=4" + next)));
            seen.addAll(ids(page));
            next = page.has("next") ? "&after=" + page.get("next").asText() : "";
            mail.add("newer", "ada@example.org", StoredMail.NEWEST.plusSeconds(5));
            if (seen.size() == 8) {
                mail.write("DELETE FROM sync.message WHERE id = '" + seen.getLast() + "'");
            }
        } while (!next.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void searchOfMuchMailGoesOnPageByPage() throws Exception {
        var last = mail.add("needle", "ada@example.org", StoredMail.NEWEST.minusSeconds(9_000_000));
        mail.addMany(25_000, "bob@example.net", "\\Seen");

        var first = read(api.get(path("&subject=needle")));
        var second = read(api.get(path("&subject=needle&after=" + first.get("next").asText())));

        assertThat(ids(first)).isEmpty();
        assertThat(ids(second)).containsExactly(last);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void flagThatNoIndexAnswersIsLookedForPageByPage() throws Exception {
        var last = mail.add("unread", "ada@example.org", StoredMail.NEWEST.minusSeconds(9_000_000));
        mail.addMany(25_000, "ada@example.org", "\\Seen");

        var first = read(api.get(path("&sender=ada@example.org&notFlag=seen")));
        var next = "&after=" + first.get("next").asText();
        var second = read(api.get(path("&sender=ada@example.org&notFlag=seen" + next)));

        assertThat(ids(first)).isEmpty();
        assertThat(ids(second)).containsExactly(last);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void flaggedMessagesOfAFolderAreFoundWithoutItsAccount() throws Exception {
        var one = mail.add("here", "ada@example.org");
        var two = mail.add("there", "ada@example.org");
        mail.set(one, "flags = '{\"\\\\Flagged\"}'");
        mail.set(two, "flags = '{\"\\\\Flagged\"}', mailbox_id = '" + mail.archive + "'");
        mail.add("neither", "ada@example.org");

        var found = read(api.get("/api/emails?flag=flagged&folder=" + mail.archive));

        assertThat(ids(found)).containsExactly(two);
        assertThat(found(("&flag=flagged&notFlag=seen&folder=" + mail.inbox))).containsExactly(one);
    }

    @Test
    void messageHasAllThatIsStoredOfItUntilItIsGone() throws Exception {
        var id = mail.add("Whole", "ada@example.org");
        mail.set(id, "in_reply_to = 'r@x', reference_ids = '{q@x,r@x}', list_id = 'l.example'");
        mail.write(
                "INSERT INTO sync.attachment (message_id, part, tenant_id, name, type, size,"
                        + " disposition, content_id)"
                        + " VALUES ('%s', '2', '%s', 'a.pdf', 'application/pdf', 7, 'attachment', '')"
                                .formatted(id, api.tenant()));

        var whole = read(api.get("/api/emails/" + id));

        assertThat(whole.at("/id").asText()).isEqualTo(id.toString());
        assertThat(whole.at("/accountId").asText()).isEqualTo(mail.account.toString());
        assertThat(whole.at("/threadId").asText()).isEqualTo(id.toString());
        assertThat(whole.at("/mailboxId").asText()).isEqualTo(mail.inbox.toString());
        assertThat(whole.at("/participants/from/0/address").asText()).isEqualTo("ada@example.org");
        assertThat(whole.at("/participants/to/0/name").asText()).isEqualTo("Ödön Öreg");
        assertThat(whole.at("/participants/cc")).isEmpty();
        assertThat(whole.at("/references/1").asText()).isEqualTo("<r@x>");
        assertThat(whole.at("/inReplyTo").asText()).isEqualTo("<r@x>");
        assertThat(whole.at("/attachments/0/name").asText()).isEqualTo("a.pdf");
        assertThat(whole.at("/body/state").asText()).isEqualTo("none");
        mail.set(id, "uid = NULL, gone_at = now()");
        assertThat(api.get("/api/emails/" + id).statusCode()).isEqualTo(404);
        assertThat(found("")).isEmpty();
    }

    private List<UUID> found(String filter) throws Exception {
        return ids(read(api.get(path(filter))));
    }

    private String path(String filter) {
        return "/api/emails?account=" + mail.account + filter;
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
