package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class TokenLoginTest {

    private static final String CAN = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2\r\n";

    private final List<String> commands = new CopyOnWriteArrayList<>();

    @Test
    void tokenGoesInOneLineByXoauth2() throws IOException {
        logIn("TAG OK [CAPABILITY IMAP4rev1] welcome\r\n");

        var proof = "user=ada\1auth=Bearer a-token\1\1";
        assertThat(commands)
                .contains(
                        "AUTHENTICATE XOAUTH2 "
                                + Base64.getEncoder()
                                        .encodeToString(proof.getBytes(StandardCharsets.US_ASCII)));
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

    private void logIn(String answer) throws IOException {
        try (var server =
                ScriptedServer.answering(command -> {
                    commands.add(command);
                    return command.equals("CAPABILITY") ? CAN + "TAG OK done\r\n" : answer;
                })) {
            var endpoint =
                    new ImapEndpoint(
                            "localhost",
                            server.port(),
                            TlsMode.IMPLICIT,
                            "ada",
                            new AccessToken(() -> "a-token"));
            ImapLogin.logIn(server.session(), endpoint);
        }
    }
}
