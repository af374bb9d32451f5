package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.ClaimRepository.Catch;
import dev.nightmail.common.job.Wakeup.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far a queue is claimed ahead. */
class LaneTest {

    private static final int SLOTS = 8;

    private final UUID tenant = UUID.randomUUID();
    private long now;
    private final Lane lane = new Lane("test", Set.of("test.count-runs/1"), SLOTS, () -> now);

    @Test
    void newQueueHasRoomForWhatItRunsAtOnce() {
        assertThat(lane.room()).isEqualTo(SLOTS);
    }

    @Test
    void jobsInHandTakeRoom() {
        take(SLOTS);

        assertThat(lane.room()).isZero();
    }

    @Test
    void slowJobsAreNotClaimedAhead() {
        run(SLOTS, Duration.ofMillis(100));

        assertThat(lane.room()).isEqualTo(SLOTS);
    }

    @Test
    void fastJobsAreClaimedAheadForTheNextHundredMilliseconds() {
        run(400, Duration.ofMillis(100));

        assertThat(lane.room()).isEqualTo(400);
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
        var places = take(SLOTS + 1);
        var last = places.removeLast();
        assertThat(places).allMatch(Lane.Place::enter);
        Thread.currentThread().interrupt();

        assertThat(last.enter()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        last.leave();
        places.getFirst().leave();
        assertThat(lane.room()).isEqualTo(1);
        assertThat(take(1).getFirst().enter()).isTrue();
    }

    @Test
    void placeThatIsLeftTwiceIsFreeOnce() {
        var place = take(1).getFirst();
        place.enter();

        place.leave();
        place.leave();

        assertThat(lane.room()).isEqualTo(SLOTS);
        assertThat(take(SLOTS)).allMatch(Lane.Place::enter);
    }

    @Test
    @Tag("J20")
    void laneThatGrowsHasRoomAtOnceAndOneThatShrinksWaitsForItsJobs() {
        var places = take(SLOTS);
        assertThat(places).allMatch(Lane.Place::enter);

        lane.resize(SLOTS + 2);
        assertThat(lane.room()).isEqualTo(2);

        lane.resize(SLOTS - 2);
        assertThat(lane.room()).isNegative();
        places.removeLast().leave();
        places.removeLast().leave();
        assertThat(lane.room()).isZero();
        places.removeLast().leave();
        assertThat(lane.room()).isOne();
    }

    @Test
    void claimBeginsWhereTheOneBeforeFoundNothingOlder() {
        var front = Instant.parse("2026-11-22T12:00:00Z");

        lane.caught(found(Optional.of(front)));
        lane.caught(found(Optional.empty()));
        assertThat(lane.wish(SLOTS).since())
                .containsExactly(Instant.EPOCH, Instant.EPOCH, front, Instant.EPOCH);

        now += Duration.ofMillis(2001).toNanos();
        assertThat(lane.wish(SLOTS).since()).containsOnly(Instant.EPOCH);
        lane.caught(found(Optional.empty()));
        assertThat(lane.wish(SLOTS).since()).containsOnly(Instant.EPOCH);
    }

    @Test
    void laneInWhichNothingWasFoundIsAskedAgainWhenSomebodyRingsOrSomeTimeAfterAJobHasEnded() {
        lane.caught(nothing());

        lane.hear(Heard.NUDGE);
        assertThat(lane.isWorthAClaim(SLOTS)).isFalse();
        assertThat(lane.isWaiting()).isTrue();
        now += Duration.ofMillis(50).toNanos();
        assertThat(lane.isWorthAClaim(SLOTS)).isTrue();

        lane.caught(nothing());
        lane.hear(Heard.RING);
        lane.hear(Heard.NUDGE);
        assertThat(lane.isWorthAClaim(SLOTS)).isTrue();
        assertThat(lane.isWaiting()).isFalse();
    }

    @Test
    void laneThatWasAskedSinceTheLastNudgeKeepsNobodyAwake() {
        lane.hear(Heard.NUDGE);
        lane.caught(nothing());
        now += Duration.ofSeconds(1).toNanos();

        assertThat(lane.isWorthAClaim(SLOTS)).isFalse();
        assertThat(lane.isWaiting()).isFalse();
        lane.hear(Heard.NOTHING);
        assertThat(lane.isWorthAClaim(SLOTS)).isTrue();
    }

    @Test
    void fullLaneWaitsForNothingButAJobThatEnds() {
        lane.hear(Heard.RING);
        assertThat(lane.isWorthAClaim(0)).isFalse();
        assertThat(lane.isWaiting()).isFalse();

        lane.hear(Heard.NUDGE);
        assertThat(lane.isWorthAClaim(1)).isTrue();
    }

    @Test
    void fewFreeSlotsOfManyWaitAMomentForMore() {
        lane.resize(3 * SLOTS);
        lane.caught(found(Optional.empty()));
        lane.hear(Heard.NUDGE);

        assertThat(lane.isWorthAClaim(3)).isTrue();
        assertThat(lane.isWorthAClaim(2)).isFalse();
        now += Duration.ofMillis(10).toNanos();
        assertThat(lane.isWorthAClaim(1)).isTrue();
    }

    @Test
    void oneFreeSlotOfFewIsFilledAtOnce() {
        lane.caught(found(Optional.empty()));
        lane.hear(Heard.NUDGE);

        assertThat(lane.isWorthAClaim(1)).isTrue();
    }

    private static Catch nothing() {
        return new Catch(List.of(), 0, true, Optional.empty(), List.of());
    }

    /** A claim to which only the front of normal jobs is known, if any. */
    private static Catch found(Optional<Instant> normal) {
        Optional<Instant> unknown = Optional.empty();
        return new Catch(
                List.of(), 0, false, Optional.empty(), List.of(unknown, unknown, normal, unknown));
    }

    private List<Lane.Place> take(int places) {
        return new ArrayList<>(
                Stream.generate(() -> lane.take(tenant, () -> {})).limit(places).toList());
    }

    private void run(int jobs, Duration within) {
        for (int job = 0; job < jobs; job++) {
            var place = lane.take(tenant, () -> {});
            assertThat(place.enter()).isTrue();
            place.leave();
        }
        now += within.toNanos();
    }
}
