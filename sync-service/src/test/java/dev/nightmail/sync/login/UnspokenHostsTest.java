package dev.nightmail.sync.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.net.VettedHosts;
import dev.nightmail.common.security.TestTrust;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.imap.TlsMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listens inside is never connected to, in whatever way its address is written. */
@Tag("S1")
class UnspokenHostsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ImapPassword SECRET = new ImapPassword("secret");

    private final ServerSocket inside = new ServerSocket(0);
    private final VettedHosts hosts = TestHosts.vetted();

    UnspokenHostsTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "127.0.0.1.",
                "0.0.0.0",
                "0",
                "::1",
                "[::1]",
                "::1%lo",
                "0:0:0:0:0:0:0:1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                ""
            })
    void nothingIsConnectedTo(String host) throws IOException {
        for (var mode : TlsMode.values()) {
            readFrom(host, mode);
            assertThat(handInAt(host, mode)).isEqualTo(LoginAnswer.UNREACHABLE);
        }

        assertThat(firstThatConnects()).isEqualTo("it is the test");
    }

    private void readFrom(String host, TlsMode mode) {
        var settings = new ImapSettings(PATIENCE, PATIENCE, Optional.empty());
        var endpoint = new ImapEndpoint(host, inside.getLocalPort(), mode, "ada", SECRET);

        assertThatThrownBy(() -> new ImapClient(settings, hosts).open(endpoint))
                .hasMessage("unreachable");
    }

    private LoginAnswer handInAt(String host, TlsMode mode) {
        var tls = TestTrust.inTestServers().socketFactory();
        return new SmtpLoginClient(tls, hosts, PATIENCE)
                .logIn(new SmtpEndpoint(host, inside.getLocalPort(), mode, "ada", SECRET));
    }

    /** Connections are accepted in their order: had anybody come before, it would be the first. */
    private String firstThatConnects() throws IOException {
        try (var test = new Socket(InetAddress.getLoopbackAddress(), inside.getLocalPort());
                var first = inside.accept()) {
            return first.getPort() == test.getLocalPort() ? "it is the test" : "somebody else";
        }
    }
}
