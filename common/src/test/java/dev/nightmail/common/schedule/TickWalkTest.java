package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.TestSchedules.Args;
import dev.nightmail.common.schedule.TestSchedules.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J14")
class TickWalkTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestSchedules world = new TestSchedules();

    @Test
    void dueMomentGivesOneTickAndOneJob() {
        var walk = world.publish(List.of(world.hourly()));
        var due = goPastNext(Duration.ofSeconds(5));

        assertThat(walk.walk()).hasSize(1);
        assertThat(walk.walk()).isEmpty();

        assertThat(world.ticks()).hasSize(1);
        var tick = world.ticks().getFirst();
        assertThat(tick).isEqualTo(new Row(due, 1, "ran", 1, tick.job()));
        assertThat(world.engine.liveState(tick.job().orElseThrow())).contains("available/");
    }

    @Test
    void momentIsPunctualWithinAMinute() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(Duration.ofSeconds(50));

        walk.walk();

        assertThat(world.reasons()).containsExactly("ran");
    }

    @Test
    void momentIsCaughtUpAfterAMinute() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(Duration.ofSeconds(61));

        walk.walk();

        assertThat(world.reasons()).containsExactly("caught-up");
        assertThat(world.jobs()).isOne();
    }

    @Test
    @Tag("J15")
    void ofMissedMomentsTheLatestIsCaughtUp() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(HOUR.multipliedBy(3).plusMinutes(2));

        walk.walk();

        assertThat(world.reasons())
                .containsExactly("skipped-late", "skipped-late", "skipped-late", "caught-up");
        assertThat(world.jobs()).isOne();
    }

    @Test
    @Tag("J15")
    void punctualMomentTakesThePlaceOfMissedOnes() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(HOUR.plusSeconds(5));

        walk.walk();

        assertThat(world.reasons()).containsExactly("skipped-late", "ran");
    }

    @Test
    @Tag("J15")
    void allMissedMomentsUpToTheMostAreCaughtUpInOrder() {
        var walk = world.publish(List.of(world.hourly().queueing().catchingUp(2)));
        goPastNext(HOUR.multipliedBy(3).plusSeconds(5));

        walk.walk();

        assertThat(world.reasons())
                .containsExactly("skipped-late", "caught-up", "caught-up", "ran");
        assertThat(world.jobs()).isEqualTo(3);
        assertThat(world.runAt()).isSorted();
    }

    @Test
    @Tag("J15")
    void scheduleThatNeverCatchesUpMissesWhatIsLate() {
        var walk = world.publish(List.of(world.hourly().neverCatchingUp()));
        goPastNext(HOUR.plusSeconds(5));

        walk.walk();

        assertThat(world.reasons()).containsExactly("missed-down", "ran");
    }

    @Test
    @Tag("J15")
    void momentWhosePredecessorIsAliveIsSkipped() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(Duration.ofSeconds(5));
        walk.walk();
        goPastNext(Duration.ofSeconds(5));
        walk.walk();
        world.endJobs();
        goPastNext(Duration.ofSeconds(5));

        walk.walk();

        assertThat(world.reasons()).containsExactly("ran", "skipped-overlap", "ran");
        assertThat(world.jobs()).isOne();
    }

    @Test
    @Tag("J15")
    void momentsOfAScheduleThatQueuesWaitBehindOneAnother() {
        var walk = world.publish(List.of(world.hourly().queueing()));
        goPastNext(Duration.ofSeconds(5));
        walk.walk();
        goPastNext(Duration.ofSeconds(5));

        walk.walk();

        assertThat(world.reasons()).containsExactly("ran", "ran");
        assertThat(world.jobs()).isEqualTo(2);
        assertThat(world.concurrencyKeys()).containsExactly("schedule:" + world.name);
    }

    @Test
    @Tag("J15")
    void jitterMovesTheJobAndNotTheTick() {
        var jitter = Duration.ofMinutes(30);
        var schedule = world.hourly().jittered(jitter);
        var walk = world.publish(List.of(schedule));
        var due = goPastNext(Duration.ofSeconds(1));

        walk.walk();

        var offset = Duration.between(due, world.runAt().getFirst());
        assertThat(world.ticks().getFirst().due()).isEqualTo(due);
        assertThat(offset).isBetween(Duration.ZERO, jitter.minusNanos(1));
    }

    @Test
    @Tag("J15")
    void intervalIsCountedFromTheRevisionAndDoesNotDrift() {
        var interval = Duration.ofMinutes(25);
        var walk = world.publish(List.of(Schedule.every(world.name, interval, new Args())));
        var anchor = world.stored().state().anchor();
        for (int i = 0; i < 3; i++) {
            goPastNext(Duration.ofSeconds(40));
            walk.walk();
        }

        assertThat(world.ticks())
                .extracting(Row::due)
                .containsExactly(
                        anchor.plus(interval),
                        anchor.plus(interval.multipliedBy(2)),
                        anchor.plus(interval.multipliedBy(3)));
    }

    @Test
    @Tag("J15")
    void weekOfRestOfAShortIntervalIsAThousandRowsAndOneForTheRest() {
        var interval = Duration.ofSeconds(5);
        var walk = world.publish(List.of(Schedule.every(world.name, interval, new Args())));
        world.engine.later(Duration.ofDays(7));

        int written = walk.walk().size();

        var ticks = world.ticks();
        assertThat(written).isEqualTo(1001);
        assertThat(ticks.getFirst().reason()).isEqualTo("skipped-late");
        assertThat(ticks.stream().mapToInt(Row::moments).sum()).isBetween(120_960, 120_970);
        assertThat(ticks.getFirst().due().plus(interval)).isEqualTo(ticks.get(1).due());
        assertThat(world.jobs()).isOne();
    }

    @Test
    void walkThatIsSentBackWritesNoTickTwice() {
        var walk = world.publish(List.of(world.hourly()));
        goPastNext(Duration.ofSeconds(5));
        walk.walk();
        world.endJobs();
        world.update(
                "UPDATE jobs.schedule SET last_tick = last_tick - interval '2 hours' WHERE name = ?",
                world.name);

        assertThat(walk.walk()).hasSize(1);

        assertThat(world.reasons()).containsExactly("skipped-late", "ran");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void scheduleThatCannotBeWalkedHoldsUpNoOther() {
        var broken = "test.a-" + UUID.randomUUID();
        var walk =
                world.publish(
                        List.of(
                                Schedule.at(broken, "7 * * * *", "UTC", new Args()),
                                world.hourly()));
        world.update("UPDATE jobs.schedule SET zone = 'Nowhere/Else' WHERE name = ?", broken);
        goPastNext(Duration.ofSeconds(5));

        assertThatThrownBy(walk::walk).hasMessageContainingAll(broken, "Nowhere/Else");

        assertThat(world.reasons()).containsExactly("ran");
    }

    /** Goes so far beyond the next due moment, which it returns. */
    private Instant goPastNext(Duration beyond) {
        var due = world.next();
        world.goTo(due.plus(beyond));
        return due;
    }
}
