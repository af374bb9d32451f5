package dev.nightmail.common.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points a service under test to the real servers and to this JVM's database. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("nightmail.db.url", TestDatabase.url()),
                Map.entry("nightmail.kafka.bootstrap-servers", TestServers.get("kafka.bootstrap")),
                Map.entry("nightmail.tls.trusted-certificates", TestServers.get("tls.ca")),
                Map.entry(
                        "nightmail.secrets.keyset",
                        dev.nightmail.common.security.Secrets.newKeyset()),
                Map.entry("nightmail.relay.host", "127.0.0.1"),
                Map.entry("nightmail.relay.port", TestServers.get("smtp.plain-port")),
                Map.entry("nightmail.operator.address", "operator@nightmail.test"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"));
    }

    @Override
    public void stop() {}
}
