package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Database;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long jobs of nine tenants wait, in milliseconds, from the call that enqueues them until they
 * run. They come one by one, and take not quite half of what the slots can do.
 */
record Waits(double p50, double p95) {

    private static final int TENANTS = 9;
    private static final int JOBS = 1800;

    /** Of which so many are not measured: they get connections opened and code compiled. */
    private static final int LEAD = 600;

    private static final Duration GAP = Duration.ofNanos(2_777_778);
    private static final Duration WORK = Duration.ofMillis(10);
    private static final long MINUTES_OF_PATIENCE = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    static Waits beside(Database database, Backlog backlog) {
        backlog.fill(database);
        var begun = new long[JOBS];
        var waited = new long[JOBS];
        var left = new CountDownLatch(JOBS);
        try (var workshop =
                Workshop.rested(
                        database,
                        number -> {
                            if (number != Backlog.NUMBER) {
                                waited[number] = System.nanoTime() - begun[number];
                                left.countDown();
                            }
                            LockSupport.parkNanos(WORK.toNanos());
                        })) {
            enqueue(workshop, begun);
            if (!left.await(MINUTES_OF_PATIENCE, TimeUnit.MINUTES)) {
                throw new Refusal("not all jobs have run beside " + backlog.title());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped beside " + backlog.title(), e);
        }
        var measured = Arrays.copyOfRange(waited, LEAD, JOBS);
        Arrays.sort(measured);
        return new Waits(at(measured, 0.5), at(measured, 0.95));
    }

    /** At a steady pace, by as many threads as it takes. */
    private static void enqueue(Workshop workshop, long[] begun) {
        long first = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int job = 0; job < JOBS; job++) {
                int number = job;
                long wait = first + job * GAP.toNanos() - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                threads.execute(() -> {
                    begun[number] = System.nanoTime();
                    workshop.enqueue(tenant(number), number, number + 1);
                });
            }
        }
    }

    /** Of those before the big one and of those behind it in turn. */
    private static UUID tenant(int number) {
        int place = 1 + number % TENANTS;
        return new UUID(
                0, place < Backlog.BIG_TENANT_ID.getLeastSignificantBits() ? place : place + 1);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / NANOS_PER_MILLI;
    }
}
