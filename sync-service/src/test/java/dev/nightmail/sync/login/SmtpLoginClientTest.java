package dev.nightmail.sync.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.security.TestTrust;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.AccessToken;
import dev.nightmail.sync.imap.Credentials;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.TlsMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S1")
class SmtpLoginClientTest {

    private static final Credentials SECRET = new ImapPassword("secret");

    private final SmtpLoginClient client =
            new SmtpLoginClient(
                    TestTrust.inTestServers().socketFactory(),
                    TestHosts.ANY,
                    Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"smtp.tls-port, IMPLICIT", "smtp.port, STARTTLS"})
    void rightPasswordOpensARealServerAndAWrongOneDoesNot(String port, TlsMode mode) {
        assertThat(client.logIn(atServer(port, mode, TestServers.imapPassword())))
                .isEqualTo(LoginAnswer.OK);
        assertThat(client.logIn(atServer(port, mode, "wrong")))
                .isEqualTo(LoginAnswer.LOGIN_REFUSED);
    }

    @Test
    void serverWithoutStartTlsIsUnreachableAndGetsNoPassword() {
        assertThat(client.logIn(atServer("smtp.tls-port", TlsMode.STARTTLS, "nightmail")))
                .isEqualTo(LoginAnswer.UNREACHABLE);
        assertThat(client.logIn(atServer("smtp.plain-port", TlsMode.IMPLICIT, "nightmail")))
                .isEqualTo(LoginAnswer.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "235, OK",
        "535, LOGIN_REFUSED",
        "534, LOGIN_REFUSED",
        "530, LOGIN_REFUSED",
        "432, LOGIN_REFUSED",
        "454, UNAVAILABLE",
        "421, UNAVAILABLE",
        "451, UNAVAILABLE"
    })
    void answerToTheLoginDecides(int code, LoginAnswer answer) throws IOException {
        try (var server = answering("250 AUTH PLAIN", code + " 4.7.0 x")) {
            assertThat(client.logIn(server.endpoint(SECRET))).isEqualTo(answer);
            assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void serverThatBreaksOffAfterTlsIsUnavailable() throws IOException {
        try (var server = new ScriptedSubmission(verb -> verb.isEmpty() ? "220 x" : "")) {
            assertThat(client.logIn(server.endpoint(SECRET))).isEqualTo(LoginAnswer.UNAVAILABLE);
        }
        try (var server = new ScriptedSubmission(_ -> "554 no mail here")) {
            assertThat(client.logIn(server.endpoint(SECRET))).isEqualTo(LoginAnswer.UNAVAILABLE);
        }
    }

    @Test
    void loginGoesInTwoStepsWherePlainIsNotOffered() throws IOException {
        try (var server =
                new ScriptedSubmission(verb ->
                        switch (verb) {
                            case "" -> "220 x";
                            case "EHLO" -> "250-x\r\n250 AUTH LOGIN";
                            case "AUTH" -> "334 VXNlcm5hbWU6";
                            case "C2VJCMV0" -> "235 x";
                            default -> "334 UGFzc3dvcmQ6";
                        })) {
            assertThat(client.logIn(server.endpoint(SECRET))).isEqualTo(LoginAnswer.OK);
            assertThat(server.commands()).contains("AUTH LOGIN", "YWRh", "c2VjcmV0");
        }
    }

    @Test
    @Tag("S9")
    void tokenGoesByXoauth2AndItsRefusalIsReadToTheEnd() throws IOException {
        var token = new AccessToken(() -> "a-token");
        var proof =
                Base64.getEncoder()
                        .encodeToString("user=ada\1auth=Bearer a-token\1\1".getBytes(US_ASCII));
        try (var server = answering("250 AUTH PLAIN XOAUTH2", "235 x")) {
            assertThat(client.logIn(server.endpoint(token))).isEqualTo(LoginAnswer.OK);
            assertThat(server.commands()).contains("AUTH XOAUTH2 " + proof);
        }
        var saidNothing = new AtomicInteger();
        try (var server =
                new ScriptedSubmission(verb ->
                        switch (verb) {
                            case "" -> saidNothing.incrementAndGet() == 1 ? "220 x" : "535 x";
                            case "EHLO" -> "250 AUTH XOAUTH2";
                            default -> "334 eyJzdGF0dXMiOiI0MDAifQ==";
                        })) {
            assertThat(client.logIn(server.endpoint(token))).isEqualTo(LoginAnswer.LOGIN_REFUSED);
        }
    }

    private static ScriptedSubmission answering(String hello, String login) {
        return new ScriptedSubmission(verb ->
                switch (verb) {
                    case "EHLO" -> hello;
                    case "AUTH" -> login;
                    default -> "220 x";
                });
    }

    private static SmtpEndpoint atServer(String port, TlsMode mode, String password) {
        return new SmtpEndpoint(
                "localhost",
                dev.nightmail.common.testkit.TestServers.port(port),
                mode,
                "ada",
                new ImapPassword(password));
    }
}
