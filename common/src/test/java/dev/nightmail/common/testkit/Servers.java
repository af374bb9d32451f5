package dev.nightmail.common.testkit;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.system.TestSignature;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Points a service under test to the real servers and to this JVM's database. What one service
 * alone needs comes as an argument.
 */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> more = Map.of();

    @Override
    public void init(Map<String, String> args) {
        more = Map.copyOf(args);
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(more);
        settings.put("nightmail.db.url", TestDatabase.url());
        settings.put("nightmail.kafka.bootstrap-servers", TestServers.get("kafka.bootstrap"));
        settings.put("nightmail.tls.trusted-certificates", TestServers.get("tls.ca"));
        settings.put("nightmail.net.allowed-hosts", "127.0.0.0/8,::1");
        settings.put("nightmail.net.allowed-ports", "1-65535");
        settings.put("nightmail.secrets.keyset", Secrets.newKeyset());
        settings.put("nightmail.storage.folder", objects().toString());
        settings.put("nightmail.system.secret", TestSignature.SECRET);
        settings.put("nightmail.relay.host", "127.0.0.1");
        settings.put("nightmail.relay.port", TestServers.get("smtp.plain-port"));
        settings.put("nightmail.oidc.issuers.test.url", "http://127.0.0.1:" + freePort());
        settings.put("nightmail.oidc.issuers.test.audience", TestIssuer.AUDIENCE);
        settings.put("nightmail.http.body-timeout", "3s");
        putProvider(settings);
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    private static Path objects() {
        try {
            return Files.createTempDirectory("nightmail-objects");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that vouches for mail accounts; only the test of it starts it. */
    private static void putProvider(Map<String, String> settings) {
        var prefix = "nightmail.oauth.providers.test.";
        settings.put("nightmail.oauth.callback-url", "http://localhost/api/oauth/callback");
        settings.put(prefix + "client-id", "nightmail");
        settings.put(prefix + "authorization-url", "https://issuer.example/consent");
        settings.put(prefix + "token-url", "http://127.0.0.1:" + freePort() + "/token");
        settings.put(prefix + "scopes", "mail");
        settings.put(prefix + "imap-host", TestServers.get("imap.host"));
        settings.put(prefix + "imap-port", TestServers.get("imap.port"));
        settings.put(prefix + "smtp-host", TestServers.get("smtp.host"));
        settings.put(prefix + "smtp-port", TestServers.get("smtp.tls-port"));
    }

    /** Of an issuer that only the test of it starts. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
