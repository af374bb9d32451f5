package dev.nightmail.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightmail.common.job.Schedule.CatchUp;
import dev.nightmail.common.job.Schedule.Overlap;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("J15")
class ScheduleTest {

    private static final String NAME = "test.some-schedule";

    record Args() {}

    @Test
    void unlessSaidOtherwiseOverlapsAreSkippedAndTheLatestIsCaughtUp() {
        var schedule = Schedule.at(NAME, "23 3 * * *", "Europe/Berlin", new Args());

        assertThat(schedule.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(schedule.catchUp()).isEqualTo(new CatchUp.Latest());
        assertThat(schedule.jitter()).isZero();
    }

    @Test
    void writtenAlikeMeansTheSame() {
        assertThat(Schedule.at(NAME, " 23  3 * * mon", "UTC", new Args()))
                .isEqualTo(Schedule.at(NAME, "23 3 * * MON", "UTC", new Args()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"})
    void zoneIsARegionAndACityOrUtc(String zone) {
        assertThat(Schedule.at(NAME, "23 3 * * *", zone, new Args()).timing()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+01:00",
                "Z",
                "EST",
                "EST5EDT",
                "GMT+2",
                "UTC+1",
                "GMT",
                "Etc/GMT+2",
                "Japan",
                "Europe/Atlantis",
                ""
            })
    void zoneThatIsAnOffsetOrNoPlaceIsRefused(String zone) {
        assertRefused(() -> Schedule.at(NAME, "23 3 * * *", zone, new Args()));
    }

    @Test
    void faultyCronIsRefused() {
        assertRefused(() -> Schedule.at(NAME, "61 3 * * *", "UTC", new Args()));
    }

    @Test
    void intervalIsWholeSecondsFromOneToAYear() {
        assertThat(every(Duration.ofSeconds(1)).timing()).isNotNull();
        assertThat(every(Duration.ofDays(366)).timing()).isNotNull();
        assertRefused(() -> every(Duration.ZERO));
        assertRefused(() -> every(Duration.ofSeconds(-1)));
        assertRefused(() -> every(Duration.ofMillis(1500)));
        assertRefused(() -> every(Duration.ofDays(367)));
    }

    @Test
    void jitterIsNotNegativeAndShorterThanTheInterval() {
        var minutely = every(Duration.ofMinutes(1));

        assertThat(minutely.jittered(Duration.ofSeconds(59)).jitter()).hasSeconds(59);
        assertRefused(() -> minutely.jittered(Duration.ofSeconds(60)));
        assertRefused(() -> minutely.jittered(Duration.ofSeconds(-1)));
        assertRefused(() -> minutely.jittered(Duration.ofMillis(1)));
    }

    @Test
    void toCatchUpAllOneMustQueue() {
        var minutely = every(Duration.ofMinutes(1));

        assertThat(minutely.queueing().catchingUp(1000).catchUp()).isEqualTo(new CatchUp.All(1000));
        assertRefused(() -> minutely.catchingUp(2));
        assertRefused(() -> minutely.queueing().catchingUp(0));
        assertRefused(() -> minutely.queueing().catchingUp(1001));
    }

    @Test
    void refusalSaysWhichAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.at(NAME, "23 3 * * *", "EST", new Args()))
                .withMessage(
                        "Schedule test.some-schedule is refused: a zone is UTC or a region and a"
                                + " city, such as Europe/Berlin, not EST");
    }

    private static Schedule<Args> every(Duration interval) {
        return Schedule.every(NAME, interval, new Args());
    }

    private static void assertRefused(ThrowingCallable declaration) {
        assertThatIllegalArgumentException()
                .isThrownBy(declaration)
                .withMessageStartingWith("Schedule " + NAME + " is refused: ");
    }
}
