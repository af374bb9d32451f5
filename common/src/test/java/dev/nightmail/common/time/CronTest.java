package dev.nightmail.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("J15")
class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void namesListsRangesAndStepsAreUnderstood() {
        assertThat(next("*/20 8-10 * JAN,mar mon-fri", "2026-01-02T10:40:00Z", UTC, 2))
                .containsExactly("2026-01-05T08:00:00Z", "2026-01-05T08:20:00Z");
    }

    @Test
    void sevenIsSundayToo() {
        assertThat(next("0 0 * * 7", "2026-11-22T00:00:00Z", UTC, 1))
                .containsExactly("2026-11-29T00:00:00Z");
    }

    @Test
    void whenBothDayFieldsAreRestrictedEitherSuffices() {
        assertThat(next("0 0 13 * FRI", "2026-11-12T00:00:00Z", UTC, 2))
                .containsExactly("2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z");
    }

    @Test
    void leapDayIsFoundYearsAhead() {
        assertThat(next("0 12 29 2 *", "2096-03-01T00:00:00Z", UTC, 1))
                .containsExactly("2104-02-29T12:00:00Z");
    }

    @Test
    void leapDayOnAGivenDayOfTheWeekIsFoundDecadesAhead() {
        assertThat(next("0 0 29 2 */7", "2076-01-01T00:00:00Z", UTC, 2))
                .containsExactly("2088-02-29T00:00:00Z", "2128-02-29T00:00:00Z");
    }

    @Test
    void timeInTheSpringGapIsLaterByTheGap() {
        assertThat(next("30 2 * * *", "2026-03-28T00:00:00Z", BERLIN, 3))
                .containsExactly(
                        "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void timeInTheAutumnFoldRunsOnceAtTheEarlierOffset() {
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00Z", BERLIN, 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void shiftedAndOrdinaryTimeThatMeetAreOneTick() {
        assertThat(next("30 2,3 * * *", "2026-03-29T00:00:00Z", BERLIN, 2))
                .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void halfHourShiftOfLordHoweIsFollowed() {
        assertThat(next("15 2 * * *", "2026-10-02T16:00:00Z", ZoneId.of("Australia/Lord_Howe"), 2))
                .containsExactly("2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void dayThatSamoaSkippedIsDueADayLater() {
        assertThat(next("0 12 30 12 *", "2011-12-29T00:00:00Z", ZoneId.of("Pacific/Apia"), 1))
                .containsExactly("2011-12-30T22:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1/2/3 * * * *",
                "1,,2 * * * *",
                "0 0 30 2 *",
                "@daily"
            })
    void faultyExpressionIsRefused(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cron.parse(expression));
    }

    private static List<String> next(String cron, String after, ZoneId zone, int count) {
        var ticks = new ArrayList<String>();
        var at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = Cron.parse(cron).next(at, zone);
            ticks.add(at.toString());
        }
        return ticks;
    }
}
