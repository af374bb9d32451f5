package dev.nightmail.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A Unix cron expression: minute, hour, day of month, month, day of week (0 and 7 are Sunday), with
 * lists, ranges, steps and English names. When both day fields are restricted, either one suffices.
 *
 * <p>Fields mean local time. A local time in the gap of a clock change is due later by the gap; in
 * a fold it is due once, at the earlier offset.
 */
public final class Cron {

    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> DAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** Longer than any gap of a time zone: a whole missing day. */
    private static final Duration LONGEST_GAP = Duration.ofHours(25);

    /** A 29 February on a given day of the week can be forty years away. */
    private static final int SEARCH_YEARS = 41;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    private Cron(String[] fields) {
        text = String.join(" ", fields);
        minutes = CronField.parse(fields[0], 0, 59, List.of());
        hours = CronField.parse(fields[1], 0, 23, List.of());
        daysOfMonth = CronField.parse(fields[2], 1, 31, List.of());
        months = CronField.parse(fields[3], 1, 12, MONTHS);
        daysOfWeek = CronField.parse(fields[4], 0, 7, DAYS);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * @throws IllegalArgumentException that names the faulty field, or says that no date fits
     */
    public static Cron parse(String expression) {
        var fields = expression.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "A cron expression has five fields, not " + fields.length + ": " + expression);
        }
        var cron = new Cron(fields);
        cron.nextLocal(LocalDateTime.of(2024, 1, 1, 0, 0));
        return cron;
    }

    /** The first due instant after the given one. */
    public Instant next(Instant after, ZoneId zone) {
        var from = LocalDateTime.ofInstant(after, zone);
        if (isQuiet(after, zone)) {
            return due(nextLocal(from.truncatedTo(ChronoUnit.MINUTES)), zone);
        }
        return nextNearChange(after, zone, from.minus(LONGEST_GAP).truncatedTo(ChronoUnit.MINUTES));
    }

    /**
     * Near a change of clocks local order is not the order of instants, so all candidates are
     * compared.
     */
    private Instant nextNearChange(Instant after, ZoneId zone, LocalDateTime from) {
        var local = from;
        var best = Instant.MAX;
        while (best.equals(Instant.MAX) || local.isBefore(LocalDateTime.ofInstant(best, zone))) {
            local = nextLocal(local);
            var due = due(local, zone);
            if (due.isAfter(after) && due.isBefore(best)) {
                best = due;
            }
        }
        return best;
    }

    /**
     * No change of clocks so near that it could matter: neither behind, nor before the next due
     * local time.
     */
    private boolean isQuiet(Instant after, ZoneId zone) {
        if (zone.getRules().isFixedOffset()) {
            return true;
        }
        var change = zone.getRules().nextTransition(after.minus(LONGEST_GAP));
        if (change == null) {
            return true;
        }
        var candidate =
                nextLocal(LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES));
        return change.getInstant().isAfter(due(candidate, zone).plus(LONGEST_GAP));
    }

    private static Instant due(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.of(local, zone).toInstant();
    }

    private LocalDateTime nextLocal(LocalDateTime after) {
        var time = after.plusMinutes(1);
        var limit = after.plusYears(SEARCH_YEARS);
        while (time.isBefore(limit)) {
            if (!months.get(time.getMonthValue())) {
                time = time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
            } else if (!isDay(time)) {
                time = time.toLocalDate().plusDays(1).atStartOfDay();
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time;
            }
        }
        throw new IllegalArgumentException("No date fits the cron expression");
    }

    /** Two that are written alike, but for case and the width of spaces. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && text.equals(cron.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The five fields, in upper case, with one space between. */
    @Override
    public String toString() {
        return text;
    }

    private boolean isDay(LocalDateTime time) {
        boolean ofMonth = daysOfMonth.get(time.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(time.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }
}
