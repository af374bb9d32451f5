package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class TokenLoginTest {

    private static final String CAN = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2\r\n";

    private final List<String> commands = new CopyOnWriteArrayList<>();

    @Test
    void tokenGoesInOneLineByXoauth2() throws IOException {
        logIn("TAG OK [CAPABILITY IMAP4rev1] welcome\r\n");

        assertThat(commands).contains(xoauth2("a-token"));
    }

    @Test
    void refusedTokenIsAnAuthenticationErrorAfterItsChallenge() {
        assertThatThrownBy(() ->
                        logIn("+ eyJzdGF0dXMiOiI0MDAifQ==\r\nTAG NO [AUTHENTICATIONFAILED] no\r\n"))
                .isInstanceOfSatisfying(
                        ImapException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
                .hasMessageNotContainingAny("ada", "a-token");
    }

    @Test
    void userWhoseMailboxCannotBeOpenedNowIsATemporaryFailure() {
        assertThatThrownBy(() -> logIn("TAG NO User is authenticated but not connected.\r\n"))
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY));
    }

    @Test
    void tokenThatEndedBeforeItsTimeIsReplacedOnce() throws IOException {
        var source =
                new AccessToken.Source() {
                    @Override
                    public String get() {
                        return "old";
                    }

                    @Override
                    public String insteadOf(String refused) {
                        return refused.equals("old") ? "new" : "none";
                    }
                };
        var old = xoauth2("old");

        logIn(source, command -> command.equals(old) ? "TAG NO no\r\n" : "TAG OK hello\r\n");
        assertThat(commands).containsSequence(old, xoauth2("new"));
        assertThatThrownBy(() -> logIn(source, _ -> "TAG NO no\r\n"))
                .isInstanceOf(ImapException.class);
        assertThat(commands).doesNotContain(xoauth2("none"));
    }

    private static String xoauth2(String token) {
        var proof = "user=ada\1auth=Bearer " + token + "\1\1";
        return "AUTHENTICATE XOAUTH2 "
                + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.US_ASCII));
    }

    private void logIn(String answer) throws IOException {
        logIn(() -> "a-token", _ -> answer);
    }

    private void logIn(AccessToken.Source source, UnaryOperator<String> answers)
            throws IOException {
        try (var server =
                ScriptedServer.answering(command -> {
                    commands.add(command);
                    return command.equals("CAPABILITY")
                            ? CAN + "TAG OK done\r\n"
                            : answers.apply(command);
                })) {
            var endpoint =
                    new ImapEndpoint(
                            "localhost",
                            server.port(),
                            TlsMode.IMPLICIT,
                            "ada",
                            new AccessToken(source));
            ImapLogin.logIn(server.session(), endpoint);
        }
    }
}
