package dev.nightmail.local.up;

import dev.nightmail.local.server.ServersFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a service is told through its environment, for the process and for its command line alike.
 */
public final class ServiceEnvironment {
    private ServiceEnvironment() {}

    public static Map<String, String> of(Stack stack, ServiceProcess service) {
        Properties servers = new ServersFile(stack.layout()).read();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("NIGHTMAIL_DB_URL", servers.getProperty("postgres.url"));
        all.put("NIGHTMAIL_DB_USERNAME", "nightmail_app");
        all.put("NIGHTMAIL_DB_OWNER_USERNAME", "nightmail_owner");
        all.put("NIGHTMAIL_KAFKA_BOOTSTRAP_SERVERS", servers.getProperty("kafka.bootstrap"));
        all.put(
                "NIGHTMAIL_SECRETS_KEYSET_FILE",
                stack.layout().data().resolve("keyset.json").toString());
        all.put("NIGHTMAIL_STORAGE_FOLDER", stack.layout().data().resolve("objects").toString());
        stack.systemSecret().ifPresent(secret -> all.put("NIGHTMAIL_SYSTEM_SECRET", secret));
        all.put("NIGHTMAIL_TLS_TRUSTED_CERTIFICATES", servers.getProperty("tls.ca"));
        all.put("NIGHTMAIL_NET_ALLOWED_HOSTS", "127.0.0.0/8,::1");
        all.put("NIGHTMAIL_NET_ALLOWED_PORTS", "1-65535");
        all.put("NIGHTMAIL_RELAY_HOST", servers.getProperty("smtp.host"));
        all.put("NIGHTMAIL_RELAY_PORT", servers.getProperty("smtp.plain-port"));
        all.put("NIGHTMAIL_RELAY_START_TLS", "DISABLED");
        all.put("NIGHTMAIL_OPERATOR_ADDRESS", "operator@nightmail.local");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", "" + service.port());
        all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        all.put("QUARKUS_MANAGEMENT_PORT", "" + service.managementPort());
        all.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return all;
    }

    /** Leaves it as a file that a shell can read, for {@code ./nightmail cli}. */
    static void write(Stack stack, ServiceProcess service) {
        String text =
                of(stack, service).entrySet().stream()
                        .map(each ->
                                "export "
                                        + each.getKey()
                                        + "='"
                                        + each.getValue().replace("'", "'\\''")
                                        + "'\n")
                        .collect(Collectors.joining());
        WholeFile.writeSecret(stack.layout().conf().resolve(service.name() + ".env"), text);
    }
}
