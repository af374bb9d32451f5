package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Arrivals;
import dev.nightmail.bench.Database;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
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
            new Arrivals(JOBS, GAP)
                    .each(number -> {
                        begun[number] = System.nanoTime();
                        workshop.enqueue(tenant(number), number, number + 1);
                    });
            if (!left.await(MINUTES_OF_PATIENCE, TimeUnit.MINUTES)) {
                throw new Refusal("not all jobs have run beside " + backlog.title());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped beside " + backlog.title(), e);
        }
        var measured = Arrays.copyOfRange(waited, LEAD, JOBS);
        Arrays.sort(measured);
        return new Waits(Arrivals.millis(measured, 0.5), Arrivals.millis(measured, 0.95));
    }

    /** Of those before the big one and of those behind it in turn. */
    private static UUID tenant(int number) {
        int place = 1 + number % TENANTS;
        return new UUID(
                0, place < Backlog.BIG_TENANT_ID.getLeastSignificantBits() ? place : place + 1);
    }
}
