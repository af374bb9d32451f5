package dev.nightmail.sync.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Date field (RFC 5322, sections 3.3 and 4.3) as widely as it makes sense. */
final class DateField {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:[A-Za-z]+\\.?\\s*,?\\s+)?(\\d{1,2})[\\s-]+([A-Za-z]{3})[a-z]*\\.?[\\s,-]+(\\d{2,4})"
                            + "[\\s,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d+)?"
                            + "(?:\\s+(?:(?:GMT|UTC)?([+-]\\d{4})|([A-Za-z]+)))?.*",
                    Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** The zones of section 4.3, in hours; military letters and the unknown count as UTC. */
    private static final Map<String, Integer> ZONES =
            Map.of(
                    "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8,
                    "PDT", -7, "CET", 1, "CEST", 2);

    /** The first message by network was sent in 1971; an epoch date means an unset clock. */
    private static final int FIRST_YEAR = 1971;

    private static final int LAST_YEAR = 2100;
    private static final int MAX_LENGTH = 200;

    private DateField() {}

    /** Empty if the text is no date, or its year is absurd. */
    static Optional<Instant> parse(String field) {
        var text = field.length() > MAX_LENGTH ? field.substring(0, MAX_LENGTH) : field;
        var matcher = FORM.matcher(COMMENT.matcher(text).replaceAll(" ").strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = year(matcher.group(3));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(matcher, year));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher matcher, int year) {
        int month = MONTHS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
        if (month % 3 != 0) {
            throw new DateTimeException("no month");
        }
        var second = matcher.group(6);
        var local =
                LocalDateTime.of(
                        year,
                        month / 3 + 1,
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(4)),
                        Integer.parseInt(matcher.group(5)),
                        second == null ? 0 : Math.min(59, Integer.parseInt(second)));
        return local.toInstant(offset(matcher));
    }

    /** Two or three digits as in section 4.3. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset offset(Matcher matcher) {
        var digits = matcher.group(7);
        if (digits == null) {
            var name = matcher.group(8);
            int hours = name == null ? 0 : ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0);
            return ZoneOffset.ofHours(hours);
        }
        int sign = digits.charAt(0) == '-' ? -1 : 1;
        int hours = Integer.parseInt(digits.substring(1, 3));
        int minutes = Integer.parseInt(digits.substring(3));
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
