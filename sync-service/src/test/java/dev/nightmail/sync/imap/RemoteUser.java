package dev.nightmail.sync.imap;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A fresh user of the test server, whose mail lies in our hands. */
record RemoteUser(String name) {

    static final ImapClient CLIENT =
            new ImapClient(
                    settings(Optional.of(TestServers.certificateAuthority())), TestHosts.ANY);

    static RemoteUser fresh() {
        return new RemoteUser("user-" + UUID.randomUUID());
    }

    static ImapSettings settings(Optional<Path> authority) {
        return new ImapSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), authority);
    }

    ImapEndpoint endpoint() {
        return endpoint(TestServers.imapPassword());
    }

    ImapEndpoint endpoint(String password) {
        return new ImapEndpoint(
                TestServers.imapHost(),
                TestServers.imapPort(),
                TlsMode.IMPLICIT,
                name,
                new ImapPassword(password));
    }

    ImapConnection open() throws ImapException {
        return CLIENT.open(endpoint());
    }

    Path maildir() {
        return TestServers.maildir(name);
    }

    void receive(String message, String flags) throws IOException {
        SampleMailboxes.deliver(maildir(), message.getBytes(StandardCharsets.UTF_8), flags);
    }
}
