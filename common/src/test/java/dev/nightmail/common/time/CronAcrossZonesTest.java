package dev.nightmail.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Cron} against a calendar that asks every minute of three years. */
@Tag("J15")
class CronAcrossZonesTest {

    private static final int YEARS = 3;

    /** What lies so near the edges of the span could come from outside of it. */
    private static final Duration EDGE = Duration.ofDays(3);

    private static final int STARTS = 300;

    @ParameterizedTest
    @CsvSource({
        "UTC, 2027",
        "Europe/Berlin, 2024",
        "Europe/Dublin, 2026",
        "America/New_York, 2026",
        "America/St_Johns, 2006",
        "America/Sao_Paulo, 2016",
        "America/Havana, 2023",
        "America/Caracas, 2015",
        "Africa/Cairo, 2023",
        "Africa/Casablanca, 2024",
        "Asia/Beirut, 2022",
        "Asia/Kathmandu, 1984",
        "Asia/Gaza, 2022",
        "Asia/Pyongyang, 2015",
        "Australia/Lord_Howe, 2024",
        "Pacific/Apia, 2010",
        "Pacific/Kwajalein, 1992",
        "Pacific/Chatham, 2026",
        "Antarctica/Troll, 2024"
    })
    void everyExpressionIsDueWhenTheCalendarSays(ZoneId zone, int year) {
        var calendar =
                new LocalCalendar(
                        zone,
                        LocalDateTime.of(year, 1, 1, 0, 0),
                        LocalDateTime.of(year + YEARS, 1, 1, 0, 0));
        var first = calendar.from().atZone(zone).toInstant().plus(EDGE);
        var end = calendar.to().atZone(zone).toInstant().minus(EDGE);
        for (var due : calendar.due().entrySet()) {
            var expression = due.getKey();
            var expected = between(due.getValue(), first, end);

            assertThat(walk(expression, zone, first, end))
                    .as("%s in %s", expression, zone)
                    .isEqualTo(expected);
            assertFromAnywhere(expression, zone, expected);
        }
    }

    /** Wherever one starts, the next due instant is the same: there is nothing to remember. */
    private static void assertFromAnywhere(String expression, ZoneId zone, List<Instant> expected) {
        var cron = Cron.parse(expression);
        var random = new Random(expression.hashCode());
        for (int i = 0; i < STARTS && expected.size() > 1; i++) {
            int index = random.nextInt(expected.size() - 1);
            var from = expected.get(index);
            var next = expected.get(index + 1);
            long gap = Duration.between(from, next).toSeconds();
            var start = from.plusSeconds(random.nextLong(gap));

            assertThat(cron.next(start, zone))
                    .as("%s in %s after %s", expression, zone, start)
                    .isEqualTo(next);
        }
    }

    private static List<Instant> walk(String expression, ZoneId zone, Instant after, Instant end) {
        var cron = Cron.parse(expression);
        var due = new ArrayList<Instant>();
        for (var at = cron.next(after, zone); at.isBefore(end); at = cron.next(at, zone)) {
            due.add(at);
        }
        return due;
    }

    private static List<Instant> between(List<Instant> due, Instant after, Instant end) {
        return due.stream().filter(at -> at.isAfter(after) && at.isBefore(end)).toList();
    }
}
