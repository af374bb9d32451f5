package dev.nightmail.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a service of the bench is called, to serve and for its command line.
 *
 * @param service the name of its module
 * @param jar built by {@code ./nightmail bench}
 */
public record ServiceSetting(String service, Path jar, Map<String, String> environment) {

    /** Of a service on this database; makes the key set on the first use. */
    public static ServiceSetting of(Site site, String service, Database database) {
        var keySet = site.layout().data().resolve("keyset.json");
        var setting =
                new ServiceSetting(
                        service,
                        site.root().resolve(service).resolve("target/quarkus-app/quarkus-run.jar"),
                        environment(site, database, keySet));
        if (setting.isBuilt() && !Files.exists(keySet)) {
            setting.output("secrets", "new", "--out", keySet.toString());
        }
        return setting;
    }

    public boolean isBuilt() {
        return Files.exists(jar);
    }

    /** Runs its command line to the end; what it printed. */
    public String output(String... arguments) {
        return command("-XX:TieredStopAtLevel=1", arguments).output();
    }

    /** The key of a new tenant. */
    public String newKey() {
        try {
            return new ObjectMapper()
                    .readTree(output("tenant", "add", "bench", "--json"))
                    .path("key")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new Refusal("tenant add does not answer in JSON", e);
        }
    }

    Command command(String jvm, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<>(List.of(java, jvm, "-jar", jar.toString()));
        words.addAll(List.of(arguments));
        return Command.of(words).with(environment);
    }

    private static Map<String, String> environment(Site site, Database database, Path keySet) {
        var all = new HashMap<String, String>();
        all.put("NIGHTMAIL_DB_URL", database.url());
        all.put("NIGHTMAIL_KAFKA_BOOTSTRAP_SERVERS", site.get("kafka.bootstrap"));
        all.put("NIGHTMAIL_SECRETS_KEYSET_FILE", keySet.toString());
        all.put("NIGHTMAIL_STORAGE_FOLDER", site.layout().data().resolve("objects").toString());
        all.put("NIGHTMAIL_TLS_TRUSTED_CERTIFICATES", site.get("tls.ca"));
        all.put("NIGHTMAIL_NET_ALLOWED_HOSTS", "127.0.0.0/8,::1");
        all.put("NIGHTMAIL_NET_ALLOWED_PORTS", "1-65535");
        all.put("NIGHTMAIL_RELAY_HOST", site.get("smtp.host"));
        all.put("NIGHTMAIL_RELAY_PORT", site.get("smtp.plain-port"));
        all.put("NIGHTMAIL_OPERATOR_ADDRESS", "operator@nightmail.local");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", "" + ServiceRun.PORT);
        all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        all.put("QUARKUS_MANAGEMENT_PORT", "" + ServiceRun.MANAGEMENT_PORT);
        all.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return all;
    }
}
