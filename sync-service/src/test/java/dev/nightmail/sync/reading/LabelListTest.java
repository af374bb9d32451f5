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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers find where all messages lie in one mailbox, and the others show labels. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S13")
@Tag("S4")
class LabelListTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private StoredMail mail;

    private final UUID sent = UUID.randomUUID();
    private final UUID work = UUID.randomUUID();

    /** All lie in the first one. */
    @BeforeEach
    void openTenant() throws InterruptedException {
        schema.await();
        api = new TestApi(root);
        mail = new StoredMail(api.tenant());
        mail.mailbox(sent, "[Gmail]/Gesendet");
        mail.mailbox(work, "Work");
        mailbox(mail.inbox, "name = 'All', wire_name = 'All', role = 'all'");
        var label = "selected = false, deselected_for = 'label'";
        mailbox(mail.archive, "name = 'INBOX', wire_name = 'INBOX', " + label);
        mailbox(sent, "role = 'sent', " + label);
        mailbox(work, label);
    }

    @Test
    void folderThatShowsALabelHasTheMessagesThatHaveIt() throws Exception {
        var one = labelled("{\"\\\\Inbox\",Work}", "{\"\\\\Seen\"}");
        var two = labelled("{\"\\\\Inbox\"}", "{}");
        var three = labelled("{Work,\"\\\\Sent\"}", "{}");
        var four = labelled("{}", "{}");
        mail.add("another server's", "ada@example.org");

        assertThat(found("folder=" + mail.archive)).containsExactly(one, two);
        assertThat(found("folder=" + mail.archive + "&account=" + mail.account))
                .containsExactly(one, two);
        assertThat(found("folder=" + mail.archive + "&notFlag=seen")).containsExactly(two);
        assertThat(found("folder=" + mail.archive + "&label=Work")).containsExactly(one);
        assertThat(found("folder=" + work)).containsExactly(one, three);
        assertThat(found("folder=" + sent)).containsExactly(three);
        assertThat(found("folder=" + mail.inbox)).hasSize(5).contains(four);
        assertThat(found("folder=" + work + "&sender=ada@example.org")).containsExactly(one, three);
        assertThat(found("folder=" + work + "&thread=" + three)).containsExactly(three);
        assertThat(found("folder=" + work + "&account=" + other())).isEmpty();
    }

    @Test
    void labelIsAFilter() throws Exception {
        var one = labelled("{\"\\\\Inbox\",Work}", "{\"\\\\Flagged\"}");
        var two = labelled("{\"\\\\Inbox\"}", "{}");
        var account = "account=" + mail.account;

        assertThat(found(account + "&label=%5CInbox")).containsExactly(one, two);
        assertThat(found(account + "&label=Work")).containsExactly(one);
        assertThat(found(account + "&label=%5CInbox&label=Work")).containsExactly(one);
        assertThat(found(account + "&label=%5CInbox&flag=flagged")).containsExactly(one);
        assertThat(found(account + "&label=Wor")).isEmpty();
        assertThat(api.get("/api/emails?" + account + "&label=").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/emails?label=Work").statusCode()).isEqualTo(400);
    }

    @Test
    void unseenMessagesOfAnInboxThatIsALabelAreCounted() throws Exception {
        labelled("{\"\\\\Inbox\"}", "{\"\\\\Seen\"}");
        labelled("{\"\\\\Inbox\"}", "{}");
        labelled("{Work}", "{}");

        assertThat(read("/api/mailboxes/" + mail.archive).at("/unseen").asInt()).isOne();
    }

    private UUID labelled(String labels, String flags) {
        var id = mail.add("labelled", "ada@example.org");
        mail.set(id, "labels = '%s', flags = '%s'".formatted(labels, flags));
        return id;
    }

    private void mailbox(UUID id, String assignments) {
        mail.write("UPDATE sync.mailbox SET %s WHERE id = '%s'".formatted(assignments, id));
    }

    /** Another account of the same tenant. */
    private UUID other() {
        return new StoredMail(api.tenant()).account;
    }

    private List<UUID> found(String filter) throws Exception {
        return read("/api/emails?" + filter).at("/items").findValuesAsText("id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        var answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
