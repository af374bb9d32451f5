package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import java.util.Map;

/**
 * The ports of the servers, all on 127.0.0.1.
 *
 * @param smtp submission: STARTTLS, then log-in
 * @param smtps submission over TLS from the first byte
 * @param relay takes mail from anyone, as the operator's relay does
 * @param sinkWeb the page that shows what was sent
 */
public record Ports(
        int postgres,
        int kafka,
        int kafkaController,
        int imaps,
        int smtp,
        int smtps,
        int relay,
        int sinkWeb) {
    public static final Ports USUAL =
            new Ports(15432, 19092, 19093, 19993, 10587, 10465, 10025, 18025);

    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_510;

    /** Eight ports in a row; the services' follow them. */
    public static Ports from(int base) {
        if (base < LOWEST || base > HIGHEST) {
            throw new Refusal(
                    "--port-base is a number from %d to %d: the stack takes 25 ports from it on"
                            .formatted(LOWEST, HIGHEST));
        }
        return new Ports(
                base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
    }

    /** What each port is for, by the name of the server that listens on it. */
    Map<String, Map<Integer, String>> purposes() {
        return Map.of(
                "postgres", Map.of(postgres, "PostgreSQL"),
                "kafka", Map.of(kafka, "Kafka", kafkaController, "Kafka's controller"),
                "imap", Map.of(imaps, "IMAP"),
                "smtp",
                        Map.of(
                                smtp, "SMTP submission",
                                smtps, "SMTP submission over TLS",
                                relay, "the SMTP relay",
                                sinkWeb, "the page of sent mail"));
    }
}
