package dev.nightmail.common.time;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The long way to find what is due: asks every minute of every local day, then maps each to an
 * instant by the sentence that the specification has for it. Knows nothing of {@link Cron}.
 */
record LocalCalendar(ZoneId zone, LocalDateTime from, LocalDateTime to) {

    /** What a cron expression means, said again without one. */
    record Meaning(String cron, Predicate<LocalDateTime> fits) {}

    static final List<Meaning> MEANINGS =
            List.of(
                    new Meaning("30 2 * * *", t -> is(t, 2, 30)),
                    new Meaning("0 0 * * *", t -> is(t, 0, 0)),
                    new Meaning("15 0,1,2,3 * * *", t -> t.getMinute() == 15 && t.getHour() < 4),
                    new Meaning("7 * * * *", t -> t.getMinute() == 7),
                    new Meaning("*/20 8-18 * * MON-FRI", LocalCalendar::isOfficeTime),
                    new Meaning("59 23 * * SUN", t -> is(t, 23, 59) && isOn(t, DayOfWeek.SUNDAY)),
                    new Meaning("45 1 13 * FRI", t -> is(t, 1, 45) && isThirteenthOrFriday(t)),
                    new Meaning("0 12 29 2 *", t -> is(t, 12, 0) && isLeapDay(t)),
                    new Meaning("5 4 31 * *", t -> is(t, 4, 5) && t.getDayOfMonth() == 31),
                    new Meaning("10-40/15 3 1,15 MAR-nov *", LocalCalendar::isTwiceAMonth),
                    new Meaning("0 5 */10 * 7", t -> is(t, 5, 0) && isTenthDayAndSunday(t)),
                    new Meaning("*/10 0-2,23 * 3,4,9-12 *", LocalCalendar::isNightOfChange),
                    new Meaning("3/25 1 * * 0,6", LocalCalendar::isWeekendNight));

    /** Of each expression every due instant of the span, in order. */
    Map<String, List<Instant>> due() {
        var due = new TreeMap<String, SortedSet<Instant>>();
        MEANINGS.forEach(meaning -> due.put(meaning.cron(), new TreeSet<>()));
        for (var time = from; time.isBefore(to); time = time.plusMinutes(1)) {
            for (var meaning : MEANINGS) {
                if (meaning.fits().test(time)) {
                    requireNonNull(due.get(meaning.cron())).add(time.toInstant(offset(time)));
                }
            }
        }
        return due.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /**
     * A time that there is once has one offset. In a fold the earlier of two counts. A time in a
     * gap is what a clock shows that was not changed: later by the gap.
     */
    private ZoneOffset offset(LocalDateTime time) {
        var offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(time).getOffsetBefore()
                : offsets.getFirst();
    }

    private static boolean is(LocalDateTime time, int hour, int minute) {
        return time.getHour() == hour && time.getMinute() == minute;
    }

    private static boolean isOn(LocalDateTime time, DayOfWeek day) {
        return time.getDayOfWeek() == day;
    }

    private static boolean isOfficeTime(LocalDateTime time) {
        return time.getMinute() % 20 == 0
                && time.getHour() >= 8
                && time.getHour() <= 18
                && time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    private static boolean isThirteenthOrFriday(LocalDateTime time) {
        return time.getDayOfMonth() == 13 || isOn(time, DayOfWeek.FRIDAY);
    }

    private static boolean isLeapDay(LocalDateTime time) {
        return time.getMonthValue() == 2 && time.getDayOfMonth() == 29;
    }

    private static boolean isTwiceAMonth(LocalDateTime time) {
        return time.getHour() == 3
                && List.of(10, 25, 40).contains(time.getMinute())
                && (time.getDayOfMonth() == 1 || time.getDayOfMonth() == 15)
                && time.getMonthValue() >= 3
                && time.getMonthValue() <= 11;
    }

    /** A field that begins with a star restricts nothing: both day fields must fit. */
    private static boolean isTenthDayAndSunday(LocalDateTime time) {
        return time.getDayOfMonth() % 10 == 1 && isOn(time, DayOfWeek.SUNDAY);
    }

    private static boolean isNightOfChange(LocalDateTime time) {
        int month = time.getMonthValue();
        return time.getMinute() % 10 == 0
                && (time.getHour() <= 2 || time.getHour() == 23)
                && (month == 3 || month == 4 || month >= 9);
    }

    private static boolean isWeekendNight(LocalDateTime time) {
        return time.getHour() == 1
                && List.of(3, 28, 53).contains(time.getMinute())
                && (isOn(time, DayOfWeek.SATURDAY) || isOn(time, DayOfWeek.SUNDAY));
    }
}
