package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.ForeignIds;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
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

    private static final int NOBODY_LISTENS = 1;

    @Inject SchemaGate schema;
    @Inject Sql sql;
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
        var account = TestAccounts.newAccount(sql, secrets, owner.tenant(), NOBODY_LISTENS);
        var taken =
                owner.post(
                        "/api/emails",
                        """
                        {"accountId": "%s", "to": ["bert@example.org"], "subject": "Tea", "text": "Now?"}
                        """
                                .formatted(account));
        var email = UUID.fromString(new ObjectMapper().readTree(taken.body()).get("id").asText());

        new ForeignIds(new TestApi(management), owner, new TestApi(root))
                .check(
                        Map.of("/api/emails/{id}", email),
                        Map.of("POST /api/emails/{id}/resolve", "{\"outcome\": \"sent\"}"));
    }
}
