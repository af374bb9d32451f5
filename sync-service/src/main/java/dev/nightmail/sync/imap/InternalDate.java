package dev.nightmail.sync.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Reads when a message reached its mailbox (RFC 9051, section 9, date-time). */
final class InternalDate {

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-uuuu HH:mm:ss xx")
                    .toFormatter(Locale.ENGLISH);

    private InternalDate() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip(), FORMAT).toInstant());
        } catch (DateTimeException broken) {
            return Optional.empty();
        }
    }
}
