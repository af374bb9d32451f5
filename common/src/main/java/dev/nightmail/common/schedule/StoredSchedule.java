package dev.nightmail.common.schedule;

import dev.nightmail.common.job.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A schedule as its row says, which is what counts: a higher release may have declared another.
 *
 * @param state when the row was locked
 */
record StoredSchedule<A extends Record>(Schedule<A> schedule, State state) {

    /**
     * @param anchor when the revision began
     * @param lastTick all that was due until then has its tick
     * @param now by the database
     */
    record State(
            int revision,
            int release,
            Instant anchor,
            Instant lastTick,
            Instant now,
            boolean isPaused,
            boolean isRetired) {}

    /** The first due moment after the given one. */
    Instant next(Instant after) {
        return schedule.timing().next(after, state.anchor());
    }

    /** Whether a moment without a tick is due. */
    boolean isDue() {
        return !next(state.lastTick()).isAfter(state.now());
    }

    /**
     * When the job of a moment may start: the moment, and a part of the jitter that is the same
     * whoever asks and whenever.
     */
    Instant startOf(Instant due) {
        long most = schedule.jitter().toMillis();
        if (most == 0) {
            return due;
        }
        var seed = schedule.name() + " " + due;
        long random =
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                        .getLeastSignificantBits();
        return due.plusMillis(Math.floorMod(random, most));
    }
}
