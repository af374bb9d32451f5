package dev.nightmail.common.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many jobs of a lane run at once. A slot that becomes free goes to the tenants that wait in
 * turn, and within a tenant to the job that came first: so what is claimed ahead for one tenant
 * does not stand before the others.
 */
final class Slots {

    private final SequencedMap<UUID, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();

    /** Below zero, so many jobs have to leave before the next one comes. */
    private int free;

    Slots(int slots) {
        free = slots;
    }

    /** Waits for a slot; false when none came for so long. */
    boolean acquire(UUID tenant, Duration patience) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var turn = new CountDownLatch(1);
        if (takeOrWait(tenant, turn)) {
            return true;
        }
        try {
            if (turn.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            if (!withdraw(tenant, turn)) {
                release();
            }
            throw e;
        }
        return !withdraw(tenant, turn);
    }

    /** Nobody waits while a slot is free. */
    private synchronized boolean takeOrWait(UUID tenant, CountDownLatch turn) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.computeIfAbsent(tenant, each -> new ArrayDeque<>()).add(turn);
        return false;
    }

    /** Hands the slot on to the next in turn, if anybody waits. */
    synchronized void release() {
        resize(1);
    }

    /** So many more, or fewer, than there were. */
    synchronized void resize(int more) {
        free += more;
        while (free > 0 && !waiting.isEmpty()) {
            free--;
            handOn();
        }
    }

    private void handOn() {
        var next = waiting.firstEntry();
        waiting.remove(next.getKey());
        next.getValue().remove().countDown();
        if (!next.getValue().isEmpty()) {
            waiting.put(next.getKey(), next.getValue());
        }
    }

    /** False when the slot was handed over just now. */
    private synchronized boolean withdraw(UUID tenant, CountDownLatch turn) {
        var ofTenant = waiting.getOrDefault(tenant, new ArrayDeque<>());
        boolean waited = ofTenant.remove(turn);
        if (ofTenant.isEmpty()) {
            waiting.remove(tenant);
        }
        return waited;
    }
}
