package dev.nightmail.sync.mailbox;

import dev.nightmail.common.net.VettedHosts;
import dev.nightmail.common.security.TlsConfig;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the client that all syncs use. */
@Dependent
class ImapClients {

    @Produces
    @Singleton
    ImapClient imap(SyncConfig config, TlsConfig tls, VettedHosts hosts) {
        return new ImapClient(
                new ImapSettings(
                        config.connectTimeout(), config.readTimeout(), tls.trustedCertificates()),
                hosts);
    }
}
