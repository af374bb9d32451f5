package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mass deletion is shown to the owner of the account, who may confirm it. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S5")
class WithheldResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UUID account = UUID.randomUUID();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void nothingIsWithheldUsuallyAndThenNothingCanBeConfirmed() throws Exception {
        var api = owner();

        assertThat(read(api.get(path())).at("/messages").asLong()).isZero();

        var answer = api.post(path() + "/confirm", "");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:nightmail:problem:nothing-withheld");
    }

    @Test
    void confirmationIsAuditedAndNoOtherTenantCanGiveIt() throws Exception {
        var api = owner();
        TestDatabase.asOwner(
                "UPDATE sync.account SET withheld_count = 1500, withheld_since = jobs.clock() WHERE id = '%s'"
                        .formatted(account));
        assertThat(new TestApi(root).post(path() + "/confirm", "").statusCode()).isEqualTo(404);
        assertThat(read(api.get(path())).at("/messages").asLong()).isEqualTo(1500);
        assertThat(read(api.get(path())).at("/confirmed").asBoolean(true)).isFalse();

        var answer = api.post(path() + "/confirm", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(read(answer).at("/confirmed").asBoolean()).isTrue();
        assertThat(api.get("/api/audit").body()).contains("account.confirm-deletion");
    }

    /** With an account that is switched off, so that no sync gets in the way. */
    private TestApi owner() {
        var api = new TestApi(root);
        TestDatabase.asOwner(
                """
                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls, smtp_host,
                                          smtp_port, smtp_tls, username, secret, active, state, sync_interval_minutes,
                                          next_due_at, created_at)
                VALUES ('%1$s', '%2$s', '%1$s@example.com', '', 'localhost', 1, 'implicit', 'localhost', 1, 'implicit',
                        'ada', '', false, 'paused', 15, jobs.clock(), jobs.clock())
                """
                        .formatted(account, api.tenant()));
        return api;
    }

    private String path() {
        return "/api/email-accounts/" + account + "/withheld-deletion";
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
