package dev.nightmail.sync.account;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.testkit.ForeignIds;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.body.Asked;
import dev.nightmail.sync.body.MailAtServer;
import dev.nightmail.sync.body.Mails;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is another tenant's looks as if it were not there, at every endpoint. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("P2")
class ForeignIdsTest {

    @Inject SchemaGate schema;
    @Inject Secrets secrets;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @TestHTTPResource(value = "/", management = true)
    @SuppressWarnings("NullAway.Init")
    URI management;

    @Test
    void idOfAnotherTenantIsNotFoundAnywhere() throws Exception {
        schema.await();
        var owner = new TestApi(root);
        var form = AccountResourceTest.form("ada-" + UUID.randomUUID(), "x");
        var added = AccountResourceTest.read(owner.post("/api/email-accounts", form));
        var account = UUID.fromString(added.at("/account/id").asText());

        var mail = new MailAtServer(TestDatabase.sql(), secrets, owner.tenant(), Mails.FULL);
        Asked.until(200, owner, "/api/emails/" + mail.id + "/body");

        new ForeignIds(new TestApi(management), owner, new TestApi(root))
                .check(
                        Map.of(
                                "/api/email-accounts/{id}",
                                account,
                                "/api/emails?account",
                                account,
                                "/api/emails?folder",
                                mail.mailbox,
                                "/api/emails?thread",
                                mail.id,
                                "/api/emails/{id}",
                                mail.id,
                                "/api/threads?account",
                                account,
                                "/api/threads/{id}",
                                mail.id,
                                "/api/contacts?account",
                                account,
                                "/api/mailboxes/{id}",
                                mail.mailbox),
                        Map.of("PATCH /api/mailboxes/{id}", "{\"selected\": true}"));
    }
}
