package dev.nightmail.common.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many jobs of a lane run at once. A slot that becomes free goes to the most urgent jobs that
 * wait, among them to the tenants in turn, and within a tenant to the job that came first: so what
 * is claimed ahead for one tenant stands neither before the others nor before what is urgent.
 */
final class Slots {

    private final NavigableMap<Integer, SequencedMap<UUID, Queue<CountDownLatch>>> waiting =
            new TreeMap<>();
    private int free;

    Slots(int slots) {
        free = slots;
    }

    /**
     * Who wants a slot.
     *
     * @param rank of its job's priority; the least is the most urgent
     */
    record Seat(int rank, UUID tenant) {}

    /** Waits for a slot; false when none came for so long. */
    boolean acquire(Seat seat, Duration patience) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var turn = new CountDownLatch(1);
        if (takeOrWait(seat, turn)) {
            return true;
        }
        try {
            if (turn.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            if (!withdraw(seat, turn)) {
                release();
            }
            throw e;
        }
        return !withdraw(seat, turn);
    }

    /** Nobody waits while a slot is free. */
    private synchronized boolean takeOrWait(Seat seat, CountDownLatch turn) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.computeIfAbsent(seat.rank(), rank -> new LinkedHashMap<>())
                .computeIfAbsent(seat.tenant(), tenant -> new ArrayDeque<>())
                .add(turn);
        return false;
    }

    /** Hands the slot on to the next in turn, if anybody waits. */
    synchronized void release() {
        if (waiting.isEmpty()) {
            free++;
            return;
        }
        var mostUrgent = waiting.firstEntry();
        var tenants = mostUrgent.getValue();
        var next = tenants.pollFirstEntry();
        next.getValue().remove().countDown();
        if (!next.getValue().isEmpty()) {
            tenants.put(next.getKey(), next.getValue());
        }
        if (tenants.isEmpty()) {
            waiting.remove(mostUrgent.getKey());
        }
    }

    /** False when the slot was handed over just now. */
    private synchronized boolean withdraw(Seat seat, CountDownLatch turn) {
        var tenants = waiting.getOrDefault(seat.rank(), new LinkedHashMap<>());
        var ofTenant = tenants.getOrDefault(seat.tenant(), new ArrayDeque<>());
        boolean waited = ofTenant.remove(turn);
        if (ofTenant.isEmpty()) {
            tenants.remove(seat.tenant());
        }
        if (tenants.isEmpty()) {
            waiting.remove(seat.rank());
        }
        return waited;
    }
}
