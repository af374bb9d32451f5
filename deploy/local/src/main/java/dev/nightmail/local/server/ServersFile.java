package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** {@code servers.properties}: where each server is, for services and tests to read. */
public record ServersFile(Layout layout) {
    /** Of every user of IMAP and SMTP. */
    public static final String PASSWORD = "nightmail";

    private static final String HOST = "localhost";

    void write(Ports ports) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("postgres.port", "" + ports.postgres());
        lines.put("postgres.url", new Postgres(layout, ports).url());
        lines.put("kafka.bootstrap", new KafkaBroker(layout, ports).bootstrap());
        lines.put("kafka.controller-port", "" + ports.kafkaController());
        lines.put("imap.host", HOST);
        lines.put("imap.port", "" + ports.imaps());
        lines.put("imap.mail-root", layout.mail().toString());
        lines.put("imap.password", PASSWORD);
        lines.put("tls.ca", Certificates.in(layout).authority().toString());
        lines.put("smtp.host", HOST);
        lines.put("smtp.port", "" + ports.smtp());
        lines.put("smtp.tls-port", "" + ports.smtps());
        lines.put("smtp.plain-port", "" + ports.relay());
        lines.put("sink.url", "http://127.0.0.1:" + ports.sinkWeb() + "/");
        lines.put("sink.log", layout.sinkLog().toString());
        String text =
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                        .collect(Collectors.joining());
        layout.write(layout.serversFile(), text);
    }

    /** The ports of the last start; empty before the first. */
    Optional<Ports> ports() {
        if (!Files.exists(layout.serversFile())) {
            return Optional.empty();
        }
        Properties read = read();
        String web = get(read, "sink.url").replaceAll("[^0-9:]", "").replaceAll(".*:", "");
        return Optional.of(
                new Ports(
                        number(read, "postgres.port"),
                        Integer.parseInt(get(read, "kafka.bootstrap").replaceAll(".*:", "")),
                        number(read, "kafka.controller-port"),
                        number(read, "imap.port"),
                        number(read, "smtp.port"),
                        number(read, "smtp.tls-port"),
                        number(read, "smtp.plain-port"),
                        Integer.parseInt(web)));
    }

    /** The file as it is. */
    public Properties read() {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(layout.serversFile())) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int number(Properties read, String key) {
        return Integer.parseInt(get(read, key));
    }

    private String get(Properties read, String key) {
        String value = read.getProperty(key);
        if (value == null) {
            throw new Refusal(
                    layout.serversFile() + " lacks " + key + ": delete the file and start again");
        }
        return value;
    }
}
