package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.StoredSchedule.State;
import dev.nightmail.common.schedule.TickPlan.Pause;
import dev.nightmail.common.schedule.TickPlan.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J15")
class TickPlanTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    record Args() {}

    @Test
    void momentIsPunctualForExactlyAMinute() {
        var minutely = Schedule.every("test.plan", Duration.ofHours(1), new Args());

        assertThat(plan(minutely, Duration.ofMinutes(61)))
                .extracting(Tick::reason)
                .containsExactly(TickReason.RAN);
        assertThat(plan(minutely, Duration.ofMinutes(61).plusMillis(1)))
                .extracting(Tick::reason)
                .containsExactly(TickReason.CAUGHT_UP);
    }

    @Test
    void yearOfSecondsIsAThousandTicksAndOneForTheRest() {
        var secondly = Schedule.every("test.plan", SECOND, new Args());

        var plan = plan(secondly, Duration.ofDays(365));

        assertThat(plan).hasSize(1001);
        assertThat(plan.getFirst())
                .isEqualTo(
                        new Tick(
                                START.plus(Duration.ofDays(365)).minusSeconds(1000),
                                365 * 86_400 - 1000,
                                TickReason.SKIPPED_LATE));
    }

    @Test
    void pauseInTheRestIsARowOfItsOwn() {
        var secondly = Schedule.every("test.plan", SECOND, new Args()).neverCatchingUp();
        var pause = new Pause(START.plusSeconds(100), START.plusSeconds(300));

        var plan =
                TickPlan.of(
                        stored(secondly, Duration.ofHours(1)),
                        List.of(pause),
                        SchedulerConfig.Mode.QUARTZ.punctual());

        assertThat(plan.subList(0, 3))
                .containsExactly(
                        new Tick(START.plusSeconds(99), 99, TickReason.MISSED_DOWN),
                        new Tick(START.plusSeconds(299), 200, TickReason.PAUSED),
                        new Tick(START.plusSeconds(2600), 2301, TickReason.MISSED_DOWN));
        assertThat(plan.stream().mapToInt(Tick::moments).sum()).isEqualTo(3600);
    }

    @Test
    void clockThatWentBackFindsNothingDue() {
        var hourly = Schedule.at("test.plan", "7 * * * *", "UTC", new Args());

        assertThat(stored(hourly, Duration.ofHours(-5)).isDue()).isFalse();
    }

    @Test
    void jitterIsSpreadOverItsWholeLengthAndNeverBeyond() {
        var jittered =
                Schedule.at("test.plan", "7 * * * *", "UTC", new Args())
                        .jittered(Duration.ofSeconds(10));
        var stored = stored(jittered, Duration.ZERO);
        var seconds = new HashSet<Long>();
        for (int i = 0; i < 500; i++) {
            var due = START.plus(Duration.ofHours(i));
            var offset = Duration.between(due, stored.startOf(due));
            assertThat(offset).isBetween(Duration.ZERO, Duration.ofMillis(9999));
            assertThat(stored.startOf(due)).isEqualTo(stored.startOf(due));
            seconds.add(offset.toSeconds());
        }

        assertThat(seconds).hasSize(10);
    }

    private static List<Tick> plan(Schedule<Args> schedule, Duration after) {
        return TickPlan.of(
                stored(schedule, after), List.of(), SchedulerConfig.Mode.QUARTZ.punctual());
    }

    private static StoredSchedule<Args> stored(Schedule<Args> schedule, Duration after) {
        return new StoredSchedule<>(
                schedule, new State(1, 1, START, START, START.plus(after), false, false));
    }
}
