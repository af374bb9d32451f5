package dev.nightmail.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.ApiKeyRepository;
import dev.nightmail.common.security.ApiKeyRepository.Opened;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("M1")
class EmailResourceTest {

    private static final int NOBODY_LISTENS = 1;

    @Inject Sql sql;
    @Inject Secrets secrets;
    @Inject SchemaGate schema;
    @Inject Ids ids;
    @Inject ObjectMapper json;

    @ConfigProperty(name = "nightmail.db.url")
    @Inject
    String database;

    @TestHTTPResource("/api/emails")
    @SuppressWarnings("NullAway.Init")
    URI emails;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void emailIsTakenOverAndCanBeFollowed() throws Exception {
        var caller = open();
        var account = TestAccounts.newAccount(sql, secrets, caller.tenantId(), NOBODY_LISTENS);

        var taken = post(caller, email(account, "bert@example.org", "Hello"));
        var body = json.readTree(taken.body());
        var location = taken.headers().firstValue("Location").orElseThrow();
        var followed = get(caller, location);

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(location).endsWith("/api/emails/" + body.get("id").asText());
        assertThat(body.get("messageId").asText()).endsWith("@example.org>");
        assertThat(followed.statusCode()).isEqualTo(200);
        assertThat(read(followed).get("state").asText()).isEqualTo("queued");
        assertThat(get(caller, jobOf(body)).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("P2")
    void anothersEmailAndAnothersAccountAreNotFound() throws Exception {
        var owner = open();
        var stranger = open();
        var account = TestAccounts.newAccount(sql, secrets, owner.tenantId(), NOBODY_LISTENS);
        var taken = post(owner, email(account, "bert@example.org", "Hello"));
        var location = taken.headers().firstValue("Location").orElseThrow();

        assertThat(get(owner, location).statusCode()).isEqualTo(200);
        assertThat(get(stranger, location).statusCode()).isEqualTo(404);
        assertThat(post(stranger, email(account, "bert@example.org", "x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void headersCannotBeSlippedIn() throws Exception {
        var caller = open();
        var account = TestAccounts.newAccount(sql, secrets, caller.tenantId(), NOBODY_LISTENS);

        var subject = post(caller, email(account, "bert@example.org", "x\\r\\nBcc: eve@x.org"));
        var recipient = post(caller, email(account, "bert@example.org>\\r\\nRSET", "x"));

        assertThat(subject.statusCode()).isEqualTo(400);
        assertThat(subject.body()).contains("urn:nightmail:problem:invalid", "subject");
        assertThat(recipient.statusCode()).isEqualTo(400);
        assertThat(recipient.body()).doesNotContain("bert");
    }

    @Test
    @Tag("P1")
    void bodyThatIsNotWhatIsWantedIsAProblem() throws Exception {
        var caller = open();

        assertThat(post(caller, "{}").body()).contains("accountId", "subject", "text", "to");
        assertThat(post(caller, "{\"accountId\":\"x\"}").body()).contains("malformed-json");
        assertThat(post(caller, "{").body()).contains("malformed-json");
    }

    private static String email(UUID account, String to, String subject) {
        return """
        {"accountId": "%s", "to": ["%s"], "subject": "%s", "text": "Hello"}
        """
                .formatted(account, to, subject);
    }

    private String jobOf(JsonNode body) {
        return emails.resolve("/api/jobs/" + body.get("jobId").asText()).toString();
    }

    private JsonNode read(HttpResponse<String> response) throws IOException {
        return json.readTree(response.body());
    }

    private HttpResponse<String> post(Opened caller, String body) throws Exception {
        return send(caller, HttpRequest.newBuilder(emails).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(Opened caller, String uri) throws Exception {
        return send(caller, HttpRequest.newBuilder(URI.create(uri)).GET());
    }

    private HttpResponse<String> send(Opened caller, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.header("Authorization", "Bearer " + caller.key())
                .header("Content-Type", "application/json");
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Opened open() throws SQLException {
        return ApiKeyRepository.open(this::connect, ids, "tenant " + UUID.randomUUID());
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(database, "nightmail_app", "");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE nightmail_machinery");
        }
        return connection;
    }
}
