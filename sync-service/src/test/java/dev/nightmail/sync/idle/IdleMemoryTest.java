package dev.nightmail.sync.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.time.Deadline;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.TlsMode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S6")
class IdleMemoryTest {

    private static final Logger LOG = Logger.getLogger(IdleMemoryTest.class);
    private static final int CONNECTIONS = 200;
    private static final long MOST = 64 * 1024;

    private final ImapClient imap =
            new ImapClient(
                    new ImapSettings(
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(60),
                            Optional.of(TestServers.certificateAuthority())),
                    TestHosts.ANY);

    @Test
    void connectionThatWaitsTakesLittleMemory() throws Exception {
        listen(5).forEach(ImapConnection::cut);
        long before = heap();

        var open = listen(CONNECTIONS);

        long each = (heap() - before) / CONNECTIONS;
        open.forEach(ImapConnection::cut);
        LOG.infof("heap of a connection that waits: %d bytes", each);
        assertThat(each).isLessThan(MOST);
    }

    private List<ImapConnection> listen(int connections) throws Exception {
        var open = new ArrayList<ImapConnection>();
        for (int i = 0; i < connections; i++) {
            var connection = imap.open(endpoint("idle-" + UUID.randomUUID()));
            connection.examine(MailboxName.INBOX);
            open.add(connection);
            Thread.ofVirtual().start(() -> idle(connection));
        }
        return open;
    }

    private static void idle(ImapConnection connection) {
        try {
            connection.idle(new Deadline(System::nanoTime, Duration.ofMinutes(29)), () -> {});
        } catch (ImapException _) {
            // It was cut, and this is over.
        }
    }

    private static ImapEndpoint endpoint(String user) {
        return new ImapEndpoint(
                TestServers.imapHost(),
                TestServers.imapPort(),
                TlsMode.IMPLICIT,
                user,
                new ImapPassword(TestServers.imapPassword()));
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(200_000_000);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
