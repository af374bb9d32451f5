package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the client that all syncs use. */
@Dependent
class ImapClients {

    @Produces
    @Singleton
    ImapClient imap(
            SyncConfig config,
            @ConfigProperty(name = "nightmail.tls.trusted-certificates")
                    Optional<Path> certificates) {
        return new ImapClient(
                new ImapSettings(config.connectTimeout(), config.readTimeout(), certificates),
                InetAddress::getByName);
    }
}
