package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far a queue is claimed ahead. */
class LaneTest {

    private static final int SLOTS = 8;

    private long now;
    private final Lane lane = new Lane("test", Set.of("test.count-runs/1"), SLOTS, () -> now);

    @Test
    void newQueueHasRoomForWhatItRunsAtOnce() {
        assertThat(lane.room()).isEqualTo(SLOTS);
    }

    @Test
    void jobsInHandTakeRoom() {
        lane.claimed(SLOTS);

        assertThat(lane.room()).isZero();
    }

    @Test
    void slowJobsAreNotClaimedAhead() {
        run(SLOTS, Duration.ofMillis(100));

        assertThat(lane.room()).isEqualTo(SLOTS);
    }

    @Test
    void fastJobsAreClaimedAheadForFiftyMilliseconds() {
        run(400, Duration.ofMillis(100));

        assertThat(lane.room()).isEqualTo(400 / 2);
    }

    @Test
    void atMostFiveHundredAreClaimedAhead() {
        run(100_000, Duration.ofMillis(100));

        assertThat(lane.room()).isEqualTo(SLOTS + 500);
    }

    @Test
    void queueThatCameToRestIsNoLongerClaimedAhead() {
        run(400, Duration.ofMillis(100));
        lane.room();
        now += Duration.ofMillis(100).toNanos();

        assertThat(lane.room()).isEqualTo(SLOTS);
    }

    @Test
    void jobWithoutSlotIsTurnedAwayAndKeepsNobodyElseOut() {
        lane.claimed(SLOTS + 1);
        for (int job = 0; job < SLOTS; job++) {
            assertThat(lane.enter()).isTrue();
        }
        Thread.currentThread().interrupt();

        assertThat(lane.enter()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        lane.leave(false);
        lane.leave(true);
        assertThat(lane.enter()).isTrue();
        assertThat(lane.room()).isEqualTo(1);
    }

    private void run(int jobs, Duration within) {
        lane.claimed(jobs);
        for (int job = 0; job < jobs; job++) {
            assertThat(lane.enter()).isTrue();
            lane.leave(true);
        }
        now += within.toNanos();
    }
}
