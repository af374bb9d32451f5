package dev.nightmail.common.schedule;

import java.util.Locale;

/**
 * What became of a due moment. Late is what a walk comes to more than a minute after it is due; six
 * minutes where cron calls the walks.
 */
enum TickReason {
    /** Gave a job, in time. */
    RAN,
    /** Gave a job, late: the catch-up policy wanted it. */
    CAUGHT_UP,
    /** Would have given a job, but that of an earlier moment is alive and the two may not queue. */
    SKIPPED_OVERLAP,
    /** Late, and later ones were taken instead: all but the latest, or beyond the most. */
    SKIPPED_LATE,
    /** Late, and the schedule never catches up. */
    MISSED_DOWN,
    /** The schedule was paused at that moment, or still was when a walk came to it. */
    PAUSED;

    /** As tables and people write it, such as {@code caught-up}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a moment with this reason has a job. */
    boolean givesJob() {
        return this == RAN || this == CAUGHT_UP;
    }
}
