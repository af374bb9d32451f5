package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    void serverThatCallsUsLoggedInBeforeTlsIsLeft() throws IOException {
        try (var server = ScriptedServer.greeting("* PREAUTH welcome, nobody\r\n", "TAG OK\r\n")) {
            fails(server, Kind.PROTOCOL);
        }
    }

    @Test
    void serverThatRefusesTlsGetsNoPassword() throws IOException {
        for (var refusal : List.of("TAG NO not here\r\n", "TAG BAD what\r\n", "* BYE\r\n")) {
            var heard = new ConcurrentLinkedQueue<String>();
            try (var server =
                    ScriptedServer.announcing(
                            "IMAP4rev1 STARTTLS",
                            command -> {
                                heard.add(command);
                                return refusal;
                            })) {
                assertThatThrownBy(() -> RemoteUser.CLIENT.open(endpoint(server)))
                        .isInstanceOf(ImapException.class);
            }
            assertThat(heard).allMatch(command -> command.isEmpty() || command.equals("STARTTLS"));
        }
    }

    @Test
    void bytesThatFollowTheAnswerAreNotReadAsIfTheyWereProtected() throws IOException {
        var injected =
                "TAG OK go ahead\r\n".repeat(2)
                        + "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] you are in\r\n";
        for (int more = 1; more < 40; more++) {
            var early = injected.substring(0, "TAG OK go ahead\r\n".length() + more);
            try (var server = ScriptedServer.greeting(GREETING, early)) {
                fails(server, Kind.PROTOCOL);
            }
        }
    }

    @Test
    void greetingThatSaysByeWithACodeIsThrottling() throws IOException {
        try (var server = ScriptedServer.greeting("* BYE [LIMIT] busy\r\n")) {
            fails(server, Kind.THROTTLED);
        }
    }

    private static void fails(ScriptedServer server, Kind kind) {
        assertThatThrownBy(() -> RemoteUser.CLIENT.open(endpoint(server)))
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static ImapEndpoint endpoint(ScriptedServer server) {
        var secret = new ImapPassword("secret");
        return new ImapEndpoint("localhost", server.port(), TlsMode.STARTTLS, "ada", secret);
    }
}
