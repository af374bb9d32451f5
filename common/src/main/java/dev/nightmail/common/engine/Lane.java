package dev.nightmail.common.engine;

import dev.nightmail.common.engine.ClaimRepository.Catch;
import dev.nightmail.common.engine.ClaimRepository.Wish;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Wakeup.Heard;
import dev.nightmail.common.time.Monotonic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One queue in this process: how many of its jobs run at once, and how many are claimed beforehand.
 *
 * <p>A claim costs one commit, however many jobs it takes. So a queue claims ahead what it would
 * end within {@link #AHEAD} at its present pace, less what it runs: hundreds of jobs that take no
 * time, none of jobs that take longer than that. Who waits for a slot here waits in the order of
 * {@link Slots}. A job that does not get its slot soon, because the pace broke down, goes back for
 * others to take.
 *
 * <p>Behind a snapshot that is held for long, the index of claims is full of entries of jobs that
 * are over. They are passed by: a claim begins where the one before it found that nothing is left
 * that is older. What becomes claimable with an older time, because its transaction took longer, is
 * found by the claim from the beginning, which comes every two seconds.
 */
final class Lane {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long after a claim few free slots wait for more of them, as long as nobody rings. */
    static final Duration FEW_FOR = Duration.ofMillis(10);

    /** The same, where the last claim has found nothing. */
    private static final Duration EMPTY_FOR = Duration.ofMillis(50);

    /** One of more slots than these is few. */
    private static final int FEW = 8;

    private static final Duration AHEAD = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final int MOST_AHEAD = 500;
    private static final Duration FROM_BEGINNING = Duration.ofSeconds(2);
    private static final List<Instant> BEGINNING =
            Collections.nCopies(Priority.values().length, Instant.EPOCH);

    /** How urgent the next claim is. */
    private enum Want {
        NOTHING,
        SOON,
        AT_ONCE
    }

    private final String queue;
    private final Set<String> kindIds;
    private int concurrency;
    private final Monotonic time;
    private final Slots slots;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private long windowBegan;
    private int ahead;
    private UUID servedLast = Ids.NIL;
    private List<Instant> since = BEGINNING;
    private long fromBeginning;
    private Want want = Want.AT_ONCE;
    private boolean isEmpty;
    private long claimed;

    Lane(String queue, Set<String> kindIds, int concurrency, Monotonic time) {
        this.queue = queue;
        this.kindIds = kindIds;
        this.concurrency = concurrency;
        this.time = time;
        this.slots = new Slots(concurrency);
        this.windowBegan = time.nanos();
        this.fromBeginning = windowBegan;
        this.claimed = windowBegan;
    }

    String queue() {
        return queue;
    }

    /** The kinds of the queue that this process knows. */
    Set<String> kindIds() {
        return kindIds;
    }

    /** How many more jobs may be claimed now; only the poller asks. */
    int room() {
        var window = time.since(windowBegan);
        if (window.compareTo(WINDOW) >= 0) {
            windowBegan = time.nanos();
            long pace = ended.getAndSet(0) * AHEAD.toNanos() / window.toNanos();
            ahead = Math.clamp(pace - concurrency, 0, MOST_AHEAD);
        }
        return concurrency + ahead - inHand.get();
    }

    /**
     * So many run at once from now on. More do so at once; where there are too many, those that end
     * are not followed by others. Only the poller says so.
     */
    void resize(int wanted) {
        slots.resize(wanted - concurrency);
        concurrency = wanted;
    }

    /** What the next claim is to look for; only the poller asks. */
    Wish wish(int room) {
        if (time.since(fromBeginning).compareTo(FROM_BEGINNING) > 0) {
            fromBeginning = time.nanos();
            since = BEGINNING;
        }
        return new Wish(queue, kindIds, servedLast, since, room);
    }

    /** What came of it. */
    void caught(Catch found) {
        isEmpty = found.seen() == 0 && found.isAll();
        claimed = time.nanos();
        want = Want.NOTHING;
        since = found.beyond(since);
        servedLast = found.isAll() ? Ids.NIL : found.last().orElse(servedLast);
    }

    /**
     * Why there may be something to claim; only the poller asks this and what follows. After a
     * nudge, a slot is free, or what waited for a job that ended may go on, in whatever queue.
     */
    void hear(Heard heard) {
        if (heard != Heard.NUDGE) {
            want = Want.AT_ONCE;
        } else if (want == Want.NOTHING) {
            want = Want.SOON;
        }
    }

    /** Whether a claim is worth its commit now. */
    boolean isWorthAClaim(int room) {
        if (room <= 0) {
            // Whoever leaves nudges.
            want = Want.NOTHING;
        }
        return want == Want.AT_ONCE || (want == Want.SOON && isRested(room));
    }

    private boolean isRested(int room) {
        var few = room * FEW < concurrency ? FEW_FOR : Duration.ZERO;
        return time.since(claimed).compareTo(isEmpty ? EMPTY_FOR : few) >= 0;
    }

    /** Whether it will soon be worth a claim. */
    boolean isWaiting() {
        return want == Want.SOON;
    }

    /** The place of a tenant's job from its claim on; {@code ended} is called when it is left. */
    Place take(UUID tenant, Runnable ended) {
        inHand.incrementAndGet();
        return new Place(tenant, ended);
    }

    /** Where one job of the queue waits for a slot, and runs. */
    final class Place {

        private final UUID tenant;
        private final Runnable ended;
        private boolean hasSlot;
        private boolean isLeft;

        private Place(UUID tenant, Runnable ended) {
            this.tenant = tenant;
            this.ended = ended;
        }

        /** Waits for a slot; false when there was none, or the job was stopped meanwhile. */
        boolean enter() {
            try {
                return enterIfFree(slots.acquire(tenant, PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private synchronized boolean enterIfFree(boolean isFree) {
            hasSlot = isFree && !isLeft;
            if (isFree && isLeft) {
                slots.release();
            }
            return hasSlot;
        }

        /** The job is over here, in a slot or not; a repeat does nothing. */
        synchronized void leave() {
            if (!isLeft) {
                isLeft = true;
                if (hasSlot) {
                    slots.release();
                    Lane.this.ended.incrementAndGet();
                }
                inHand.decrementAndGet();
                ended.run();
            }
        }
    }
}
