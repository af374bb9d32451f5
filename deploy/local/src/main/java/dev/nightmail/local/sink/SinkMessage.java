package dev.nightmail.local.sink;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One accepted message.
 *
 * @param id names its file, {@code <id>.eml}; later messages sort behind earlier ones
 * @param from the envelope's sender, empty for a notice
 * @param to the envelope's recipients
 * @param messageId the header of that name, with its brackets; empty when there is none
 * @param subject as text, decoded; empty when there is none
 * @param size in bytes
 */
public record SinkMessage(
        String id,
        Instant receivedAt,
        String from,
        List<String> to,
        String messageId,
        String subject,
        long size) {

    /** Tab-separated: when, id, Message-ID, recipients by comma, sender, bytes, subject. */
    String line() {
        return String.join(
                "\t",
                receivedAt.toString(),
                id,
                clean(messageId),
                clean(String.join(",", to)),
                clean(from),
                Long.toString(size),
                clean(subject));
    }

    /** Empty for a line that was cut. */
    static Optional<SinkMessage> parse(String line) {
        String[] part = line.split("\t", -1);
        if (part.length != 7) {
            return Optional.empty();
        }
        return Optional.of(
                new SinkMessage(
                        part[1],
                        Instant.parse(part[0]),
                        part[4],
                        List.of(part[3].split(",")),
                        part[2],
                        part[6],
                        Long.parseLong(part[5])));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
