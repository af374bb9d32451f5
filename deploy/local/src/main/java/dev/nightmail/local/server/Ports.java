package dev.nightmail.local.server;

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

    /** Eight ports in a row. */
    public static Ports from(int base) {
        return new Ports(
                base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
    }
}
