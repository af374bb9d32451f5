package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartTlsTest {

    private static final String GREETING = "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n";

    @Test
    void serverWithoutStartTlsGetsNoPassword() throws IOException {
        try (var server = ScriptedServer.greeting("* OK [CAPABILITY IMAP4rev1] hello\r\n")) {
            fails(server, Kind.PERMANENT);
        }
    }

    @Test
    void wordsBeforeTheHandshakeAreNotBelieved() throws IOException {
        var early = "TAG OK go ahead\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n";
        try (var server = ScriptedServer.greeting(GREETING, early)) {
            fails(server, Kind.PROTOCOL);
        }
    }

    @Test
    void serverThatHangsUpInTheHandshakeIsATemporaryFailure() throws IOException {
        try (var server = ScriptedServer.greeting(GREETING, "TAG OK go ahead\r\n")) {
            fails(server, Kind.TEMPORARY);
        }
    }

    @Test
    void greetingThatSaysByeWithACodeIsThrottling() throws IOException {
        try (var server = ScriptedServer.greeting("* BYE [LIMIT] busy\r\n")) {
            fails(server, Kind.THROTTLED);
        }
    }

    private static void fails(ScriptedServer server, Kind kind) {
        var secret = new ImapPassword("secret");
        var endpoint =
                new ImapEndpoint("localhost", server.port(), TlsMode.STARTTLS, "ada", secret);

        assertThatThrownBy(() -> RemoteUser.CLIENT.open(endpoint))
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
