package dev.nightmail.common.schedule;

import dev.nightmail.common.job.Schedule.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides what becomes of each due moment, as far as that can be said before a job is asked for.
 *
 * <p>The latest 1,000 are looked at one by one. What is older gives no job, and neighbours that
 * have the same reason share a row: a second's interval after a year's rest is 1,001 rows.
 */
final class TickPlan {

    private static final int MOST = CatchUp.All.LIMIT;

    private final StoredSchedule<?> stored;
    private final List<Pause> pauses;
    private final Duration punctual;
    private final List<Tick> ticks = new ArrayList<>();

    /** A tick that is to be written; it stands for so many moments, the last one of which it is. */
    record Tick(Instant due, int moments, TickReason reason) {}

    /** A pause that is over. */
    record Pause(Instant from, Instant to) {

        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    private TickPlan(StoredSchedule<?> stored, List<Pause> pauses, Duration punctual) {
        this.stored = stored;
        this.pauses = pauses;
        this.punctual = punctual;
    }

    /**
     * The missing ticks up to now, oldest first.
     *
     * @param punctual a moment that is looked at later than this after it was due is late
     */
    static List<Tick> of(StoredSchedule<?> stored, List<Pause> pauses, Duration punctual) {
        var plan = new TickPlan(stored, pauses, punctual);
        plan.addLatest(plan.latest());
        return plan.ticks;
    }

    /** The latest due moments; those that are older are added to the plan on the way. */
    private Deque<Instant> latest() {
        var latest = new ArrayDeque<Instant>();
        var now = stored.state().now();
        var due = stored.next(stored.state().lastTick());
        while (!due.isAfter(now)) {
            latest.add(due);
            if (latest.size() > MOST) {
                addOlder(latest.remove());
            }
            due = stored.next(due);
        }
        return latest;
    }

    private void addOlder(Instant due) {
        var reason = isPaused(due) ? TickReason.PAUSED : notTaken();
        boolean isSame = !ticks.isEmpty() && ticks.getLast().reason() == reason;
        int before = isSame ? ticks.removeLast().moments() : 0;
        ticks.add(new Tick(due, before + 1, reason));
    }

    private void addLatest(Deque<Instant> latest) {
        int ran = 0;
        int caughtUp = 0;
        var backwards = new ArrayList<Tick>();
        for (var due : latest.reversed()) {
            var reason = reason(due, ran, caughtUp);
            ran += reason == TickReason.RAN ? 1 : 0;
            caughtUp += reason == TickReason.CAUGHT_UP ? 1 : 0;
            backwards.add(new Tick(due, 1, reason));
        }
        ticks.addAll(backwards.reversed());
    }

    /**
     * @param ran how many later moments are punctual
     * @param caughtUp how many later moments are late and give jobs
     */
    private TickReason reason(Instant due, int ran, int caughtUp) {
        if (isPaused(due)) {
            return TickReason.PAUSED;
        }
        if (!due.plus(punctual).isBefore(stored.state().now())) {
            return TickReason.RAN;
        }
        boolean isTaken =
                switch (stored.schedule().catchUp()) {
                    case CatchUp.Latest _ -> ran + caughtUp == 0;
                    case CatchUp.All all -> caughtUp < all.most();
                    case CatchUp.None _ -> false;
                };
        return isTaken ? TickReason.CAUGHT_UP : notTaken();
    }

    private TickReason notTaken() {
        return switch (stored.schedule().catchUp()) {
            case CatchUp.Latest _, CatchUp.All _ -> TickReason.SKIPPED_LATE;
            case CatchUp.None _ -> TickReason.MISSED_DOWN;
        };
    }

    /** While a schedule is paused nothing starts, not even what was due before. */
    private boolean isPaused(Instant due) {
        return stored.state().isPaused() || pauses.stream().anyMatch(p -> p.contains(due));
    }
}
