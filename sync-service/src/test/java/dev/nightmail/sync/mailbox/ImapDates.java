package dev.nightmail.sync.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as servers spell them. */
final class ImapDates {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss xx", Locale.ENGLISH);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

    private static final Pattern DATED = Pattern.compile("(?:INTERNALDATE \"|SINCE )([^ \"]+)");

    private ImapDates() {}

    static String of(Instant time) {
        return FORMAT.format(time.atOffset(ZoneOffset.UTC));
    }

    /** The day that a message is said to have come on, or that a search names. */
    static Optional<LocalDate> day(String text) {
        var matcher = DATED.matcher(text);
        return matcher.find()
                ? Optional.of(LocalDate.parse(matcher.group(1), DAY))
                : Optional.empty();
    }
}
