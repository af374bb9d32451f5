package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J14")
class SchedulesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestSchedules world = new TestSchedules();
    private final TickWalk walk = world.publish(List.of(world.hourly()));

    @Test
    void whatIsDueInAPauseGivesNoJob() {
        assertThat(world.pause()).isTrue();
        world.engine.later(HOUR.multipliedBy(2));

        walk.walk();

        assertThat(world.reasons()).containsExactly("paused", "paused");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void walkThatComesAfterThePauseStillKnowsWhatWasDueInIt() {
        world.goTo(world.next().plusSeconds(5));
        world.pause();
        world.engine.later(HOUR.multipliedBy(2));
        world.resume();
        world.engine.later(HOUR);

        walk.walk();

        assertThat(world.reasons().subList(0, 3))
                .containsExactly("skipped-late", "paused", "paused");
        assertThat(world.reasons().subList(3, 4)).containsAnyOf("ran", "caught-up");
        assertThat(world.jobs()).isOne();
    }

    @Test
    void nothingStartsWhilePausedNotEvenWhatWasDueBefore() {
        world.goTo(world.next().plusSeconds(5));
        world.pause();

        walk.walk();

        assertThat(world.reasons()).containsExactly("paused");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void pauseSaysWhoAndWhyAndHappensOnce() {
        assertThat(world.pause()).isTrue();
        assertThat(world.pause()).isFalse();

        assertThat(world.column("paused_by || ' ' || pause_reason")).isEqualTo("cli:test a test");
        assertThat(world.resume()).isTrue();
        assertThat(world.resume()).isFalse();
        assertThat(world.isPaused()).isFalse();
    }

    @Test
    void pauseOutlivesANewRevision() {
        world.pause();

        world.publish(List.of(world.hourly().queueing()));

        assertThat(world.isPaused()).isTrue();
    }
}
