package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.TestSchedules.Args;
import dev.nightmail.common.schedule.TestSchedules.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J15")
class ScheduleCatalogueTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestSchedules world = new TestSchedules();
    private final Schedule<Args> hourly = world.hourly();
    private final Schedule<Args> later = Schedule.at(world.name, "17 * * * *", "UTC", new Args());

    @Test
    void scheduleThatIsPublishedAgainKeepsItsPlaceAndItsRevision() {
        world.publish(List.of(hourly));
        world.engine.later(HOUR);

        var walk = world.publish(List.of(hourly));

        assertThat(walk.walk()).hasSize(1);
        assertThat(world.column("revision")).isEqualTo("1");
    }

    @Test
    void changedScheduleStartsANewRevisionAfterTheTicksOfTheOld() {
        world.publish(List.of(hourly));
        world.goTo(world.next().plusSeconds(5));

        var walk = world.publish(List.of(later));
        world.endJobs();
        world.goTo(world.next().plusSeconds(5));
        walk.walk();

        assertThat(world.ticks()).extracting(Row::revision).containsExactly(1, 2);
        assertThat(world.reasons()).containsExactly("ran", "ran");
    }

    @Test
    void momentsBeforeTheChangeAreNotDueByTheNewRule() {
        world.publish(List.of(hourly));
        world.engine.later(HOUR.multipliedBy(5));

        var walk = world.publish(List.of(Schedule.at(world.name, "* * * * *", "UTC", new Args())));

        assertThat(walk.walk()).isEmpty();
        assertThat(world.ticks()).hasSize(5).extracting(Row::revision).containsOnly(1);
    }

    @Test
    void changedPolicyIsANewRevisionToo() {
        world.publish(List.of(hourly));
        world.publish(List.of(hourly.queueing()));
        world.publish(List.of(hourly.queueing().catchingUp(7)));
        world.publish(List.of(hourly.neverCatchingUp()));
        world.publish(List.of(hourly.neverCatchingUp().jittered(Duration.ofMinutes(1))));

        assertThat(world.column("revision")).isEqualTo("5");
        assertThat(world.stored().schedule())
                .isEqualTo(hourly.neverCatchingUp().jittered(Duration.ofMinutes(1)));
    }

    @Test
    void intervalSurvivesTheWayThroughItsRow() {
        var every = Schedule.every(world.name, Duration.ofHours(36), new Args()).queueing();

        world.publish(List.of(every.catchingUp(3)));

        assertThat(world.stored().schedule()).isEqualTo(every.catchingUp(3));
    }

    @Test
    @Tag("A2")
    void lowerReleaseChangesNothingAndWalksByWhatTheHigherOneDeclared() {
        world.publish(List.of(later));
        world.update("UPDATE jobs.schedule SET release = 1000 WHERE name = ?", world.name);

        var walk = world.publish(List.of(hourly));
        var due = world.next();
        world.goTo(due.plusSeconds(5));

        assertThat(walk.walk()).hasSize(1);
        assertThat(world.ticks()).extracting(Row::due).containsExactly(due);
        assertThat(world.column("cron || '/' || revision || '/' || release"))
                .isEqualTo("17 * * * */1/1000");
    }

    @Test
    @Tag("A2")
    void lowerReleaseLeavesAKindVersionAloneThatItDoesNotKnow() {
        var walk = world.publish(List.of(hourly));
        world.update(
                "UPDATE jobs.schedule SET release = 1000, version = 2 WHERE name = ?", world.name);
        world.engine.later(HOUR);

        assertThat(walk.walk()).isEmpty();
    }

    @Test
    @Tag("A2")
    void lowerReleaseRetiresNothing() {
        world.publish(List.of(hourly));
        world.update("UPDATE jobs.schedule SET release = 1000 WHERE name = ?", world.name);

        world.publish(List.of());

        assertThat(world.column("retired_at IS NULL")).isEqualTo("true");
    }

    @Test
    void rowThatCannotBeReadIsReplacedByWhatIsDeclared() {
        for (var fault : List.of("cron = '@daily'", "zone = 'Nowhere/Else'")) {
            world.publish(List.of(hourly));
            world.update("UPDATE jobs.schedule SET " + fault + " WHERE name = ?", world.name);

            world.publish(List.of(hourly));

            assertThat(world.stored().schedule()).isEqualTo(hourly);
        }
        assertThat(world.column("revision")).isEqualTo("3");
    }

    @Test
    @Tag("A2")
    void rowThatCannotBeReadIsLeftToTheHigherReleaseThatWroteItAndHoldsUpNoOther() {
        var other = Schedule.at("test.z-" + world.name, "7 * * * *", "UTC", new Args());
        world.publish(List.of(hourly));
        world.update(
                "UPDATE jobs.schedule SET release = 1000, cron = '@daily' WHERE name = ?",
                world.name);

        world.publish(List.of(hourly, other));

        assertThat(world.column("cron || '/' || revision")).isEqualTo("@daily/1");
        assertThat(
                        world.machinery(
                                "SELECT 1 FROM jobs.schedule WHERE name = ?",
                                row -> 1,
                                other.name()))
                .hasSize(1);
    }

    @Test
    void faultyScheduleStopsTheStartByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        world.timetable(() ->
                                List.of(Schedule.at(world.name, "61 * * * *", "UTC", new Args()))))
                .withMessageStartingWith("Schedule " + world.name + " is refused: ");
    }

    @Test
    void scheduleThatIsNoLongerDeclaredIsRetiredAndComesBack() {
        world.publish(List.of(hourly));
        world.publish(List.of());
        world.engine.later(HOUR.multipliedBy(3));

        assertThat(world.walk(world.engine.sql, List.of(hourly)).walk()).isEmpty();
        var walk = world.publish(List.of(hourly));
        assertThat(walk.walk()).isEmpty();
        world.goTo(world.next().plusSeconds(5));
        walk.walk();

        assertThat(world.reasons()).containsExactly("ran");
        assertThat(world.column("revision || ' ' || (retired_at IS NULL)")).isEqualTo("2 true");
    }

    @Test
    void twoSchedulesOfOneNameStopTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.timetable(List.of(hourly, later)))
                .withMessageContaining(world.name);
    }
}
