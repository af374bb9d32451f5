package dev.nightmail.sync.account;

import static dev.nightmail.sync.account.AccountResourceTest.assertProblem;
import static dev.nightmail.sync.account.AccountResourceTest.ended;
import static dev.nightmail.sync.account.AccountResourceTest.form;
import static dev.nightmail.sync.account.AccountResourceTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.sync.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Log-ins that are tried while the caller waits. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S1")
class LoginTriesTest {

    private static final String ACCOUNTS = "/api/email-accounts";

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    private TestApi api;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
        api = new TestApi(root);
    }

    @Test
    void rightSecretIsOkAtBothAndEndsTheError() throws Exception {
        var path = added(withSmtp(form("ada-" + UUID.randomUUID(), "wrong")));
        assertThat(read(api.get(path)).at("/state").asText()).isEqualTo("error");
        var refused = read(api.post(path + "/test", ""));
        var secret = "{\"secret\": \"nightmail\", \"active\": false}";
        api.patch(path, secret, "If-Match", "*");

        var tested = read(api.post(path + "/test", ""));

        assertThat(refused.at("/imap").asText()).isEqualTo("login-refused");
        assertThat(refused.at("/smtp").asText()).isEqualTo("login-refused");
        assertThat(refused.at("/account/state").asText()).isEqualTo("error");
        assertThat(tested.at("/imap").asText()).isEqualTo("ok");
        assertThat(tested.at("/smtp").asText()).isEqualTo("ok");
        assertThat(tested.at("/account/state").asText()).isEqualTo("paused");
        assertThat(tested.at("/account").has("syncError")).isFalse();
    }

    @Test
    void whatIsWrongBeforeTlsIsOneWord() throws Exception {
        var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        closed.close();
        try (silent) {
            var form = form("ada-" + UUID.randomUUID(), "x");
            var dead = form.replace("465", "" + closed.getLocalPort());
            var mute =
                    form("ada-" + UUID.randomUUID(), "x")
                            .replace("465", "" + silent.getLocalPort());

            assertThat(smtpOf(dead)).isEqualTo("unreachable");
            assertThat(smtpOf(mute)).isEqualTo("unreachable");
        }
    }

    @Test
    @Tag("S2")
    void verifiedAccountIsStoredOnlyWhenBothServersLetIn() throws Exception {
        var user = "ada-" + UUID.randomUUID();
        var right = withSmtp(form(user, "nightmail"));

        var refused = api.post(ACCOUNTS + "?verify=true", withSmtp(form(user, "wrong")));
        var added = api.post(ACCOUNTS + "?verify=true", right);

        assertProblem(refused, 422, "login-failed");
        assertThat(refused.body()).contains("IMAP: login-refused").doesNotContain("wrong");
        assertThat(added.statusCode()).isEqualTo(202);
        assertThat(read(api.get(ACCOUNTS)).at("/items")).hasSize(1);
    }

    @Test
    @Tag("S2")
    void hostThatIsNeverConnectedToIsRefusedBeforeAnythingIsStored() throws Exception {
        var form = form("ada-" + UUID.randomUUID(), "x");

        for (var host : new String[] {"10.0.0.1", "169.254.169.254", "nobody.invalid"}) {
            var answer = api.post(ACCOUNTS, form.replace("localhost", host));

            assertProblem(answer, 422, "host-refused");
            assertThat(answer.body()).doesNotContain(host);
        }
        for (var host : new String[] {"2130706433", "0x7f.1", "localhost.", "[::1]"}) {
            assertProblem(api.post(ACCOUNTS, form.replace("localhost", host)), 400, "invalid");
        }
        assertThat(read(api.get(ACCOUNTS)).at("/items")).isEmpty();
    }

    @Test
    void tenantTriesTenTimesAMinute() throws Exception {
        int port = 1;
        var nobody =
                form("ada-" + UUID.randomUUID(), "x")
                        .replace("" + TestServers.imapPort(), "" + port)
                        .replace("465", "" + port);
        var added = read(api.post(ACCOUNTS, nobody));
        var path = ACCOUNTS + "/" + added.at("/account/id").asText();
        for (int i = 0; i < 10; i++) {
            assertThat(api.post(path + "/test", "").statusCode()).isEqualTo(200);
        }

        assertProblem(api.post(path + "/test", ""), 429, "too-many-requests");
        assertProblem(
                api.post(ACCOUNTS + "?verify=true", form("eve", "x")), 429, "too-many-requests");
        assertThat(new TestApi(root).post(ACCOUNTS + "?verify=true", nobody).statusCode())
                .isEqualTo(422);
    }

    private String smtpOf(String form) throws Exception {
        return read(api.post(added(form) + "/test", "")).at("/smtp").asText();
    }

    private String added(String form) throws Exception {
        var added = read(api.post(ACCOUNTS, form));
        ended(api, added.at("/jobId").asText());
        return ACCOUNTS + "/" + added.at("/account/id").asText();
    }

    /** With the port of the real server for sending. */
    private static String withSmtp(String form) {
        return form.replace(
                "465", "" + dev.nightmail.common.testkit.TestServers.port("smtp.tls-port"));
    }
}
