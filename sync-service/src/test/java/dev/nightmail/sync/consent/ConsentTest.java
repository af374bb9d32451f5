package dev.nightmail.sync.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.oauth.TestTokenIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mailbox is connected by its owner's consent. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S1")
class ConsentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNTS = "/api/email-accounts";

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @ConfigProperty(name = "nightmail.oauth.providers.test.token-url")
    @SuppressWarnings("NullAway.Init")
    String tokenUrl;

    private final String address = "ada-" + UUID.randomUUID() + "@example.com";
    private TestTokenIssuer issuer;
    private TestApi api;

    @BeforeEach
    void start() throws InterruptedException {
        schema.await();
        issuer = new TestTokenIssuer(URI.create(tokenUrl).getPort());
        api = new TestApi(root);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void consentAddsTheAccountOfWhoHasBegun() throws Exception {
        var page = begin();

        var end = api.getAsNobody(callback(page) + "&code=a-code");

        assertThat(end.statusCode()).isEqualTo(200);
        var account = read(api.get(ACCOUNTS)).at("/items/0");
        assertThat(account.at("/address").asText()).isEqualTo(address);
        assertThat(account.at("/provider").asText()).isEqualTo("test");
        assertThat(account.at("/imap/host").asText()).isEqualTo("localhost");
        assertThat(account.at("/syncIntervalMinutes").asInt()).isEqualTo(5);
        assertThat(read(new TestApi(root).get(ACCOUNTS)).at("/items")).isEmpty();
        assertThat(account.toString()).doesNotContain("access-", "refresh-");
    }

    @Test
    void codeIsExchangedWithTheVerifierThatWasAnnounced() throws Exception {
        var page = begin();
        api.getAsNobody(callback(page) + "&code=a-code");

        var form = issuer.asked.getFirst();

        assertThat(page)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "nightmail")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("login_hint", address)
                .containsEntry("scope", "mail")
                .containsEntry(
                        "code_challenge",
                        Pkce.challenge(String.valueOf(form.get("code_verifier"))));
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "a-code")
                .containsEntry("redirect_uri", page.get("redirect_uri"));
    }

    @Test
    void stateCountsOnceAndForTenMinutes() throws Exception {
        var used = callback(begin()) + "&code=a-code";
        var late = callback(begin()) + "&code=a-code";
        api.getAsNobody(used);
        TestDatabase.asOwner(
                "UPDATE sync.oauth_login SET expires_at = jobs.clock() WHERE tenant_id = '%s'"
                        .formatted(api.tenant()));

        assertProblem(api.getAsNobody(used), 400, "invalid");
        assertProblem(api.getAsNobody(late), 400, "invalid");
        assertProblem(
                api.getAsNobody("/api/oauth/callback?state=guessed&code=a-code"), 400, "invalid");
        assertProblem(api.getAsNobody("/api/oauth/callback?code=a-code"), 400, "invalid");
        assertThat(issuer.asked).hasSize(1);
    }

    @Test
    void withoutConsentOrTokensNothingIsAddedAndTheStateIsUsedUp() throws Exception {
        var denied = callback(begin());
        var failed = callback(begin());

        assertProblem(api.getAsNobody(denied + "&error=access_denied"), 422, "consent-failed");
        issuer.fault = Optional.of("500 {}");
        assertProblem(api.getAsNobody(failed + "&code=a-code"), 422, "consent-failed");
        issuer.fault = Optional.of("200 {\"access_token\": \"x\", \"expires_in\": 3600}");
        assertProblem(api.getAsNobody(callback(begin()) + "&code=a-code"), 422, "consent-failed");
        issuer.fault = Optional.empty();
        assertProblem(api.getAsNobody(denied + "&code=a-code"), 400, "invalid");
        assertProblem(api.getAsNobody(failed + "&code=a-code"), 400, "invalid");
        assertThat(read(api.get(ACCOUNTS)).at("/items")).isEmpty();
    }

    @Test
    void accountWithAPasswordBecomesTheProvidersAndItsLoginCannotBeEdited() throws Exception {
        var server = "{\"host\": \"localhost\", \"port\": 465, \"tls\": \"implicit\"}";
        var added =
                read(
                        api.post(
                                ACCOUNTS,
                                "{\"address\": \"%s\", \"username\": \"ada\", \"secret\": \"x\", \"imap\": %s, \"smtp\": %s}"
                                        .formatted(address, server, server)));
        var path = ACCOUNTS + "/" + added.at("/account/id").asText();

        api.getAsNobody(callback(begin()) + "&code=a-code");

        assertThat(read(api.get(ACCOUNTS)).at("/items")).hasSize(1);
        assertThat(read(api.get(path)).at("/provider").asText()).isEqualTo("test");
        assertThat(read(api.get(path)).at("/username").asText()).isEqualTo(address);
        for (var patch :
                new String[] {
                    "{\"secret\": \"x\"}", "{\"username\": \"eve\"}", "{\"smtp\": " + server + "}"
                }) {
            assertProblem(api.patch(path, patch, "If-Match", "*"), 422, "vouched-account");
        }
        assertThat(api.patch(path, "{\"name\": \"Ada\"}", "If-Match", "*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void providerThatNobodyHasConfiguredIsSaidToBeUnknown() throws Exception {
        var form = "{\"provider\": \"nobody\", \"address\": \"ada@example.com\"}";

        assertProblem(api.post("/api/oauth/logins", form), 422, "unknown-provider");
        assertThat(api.limitedTo("accounts:read").post("/api/oauth/logins", form).statusCode())
                .isEqualTo(403);
    }

    /** The parameters of the issuer's page. */
    private Map<String, String> begin() throws Exception {
        var form =
                "{\"provider\": \"test\", \"address\": \"%s\", \"syncIntervalMinutes\": 5}"
                        .formatted(address);
        var begun = read(api.post("/api/oauth/logins", form));
        var url = begun.at("/url").asText();
        assertThat(url).startsWith("https://issuer.example/consent?");
        assertThat(begun.has("expiresAt")).isTrue();
        var parameters = new HashMap<String, String>();
        for (var pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String callback(Map<String, String> page) {
        return "/api/oauth/callback?state=" + page.get("state");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(read(answer).at("/type").asText()).isEqualTo("urn:nightmail:problem:" + code);
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
