package dev.nightmail.sync.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** When a message reached its mailbox (RFC 9051, section 9, date-time). */
final class InternalDate {

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-uuuu HH:mm:ss xx")
                    .toFormatter(Locale.ENGLISH);

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

    private InternalDate() {}

    /** A day as searches name it (RFC 9051, section 9, date). */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Empty if the text is no date, or its year is absurd: before 1970 or after 2100. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip(), FORMAT).toInstant())
                    .filter(date -> !date.isBefore(FIRST) && date.isBefore(END));
        } catch (DateTimeException broken) {
            return Optional.empty();
        }
    }
}
