package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Database;
import dev.nightmail.common.id.Ids;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Jobs a second, of jobs that do nothing. */
final class Throughput {

    static final int OTHERS = 10_000;

    private static final long MINUTES_OF_PATIENCE = 3;
    private static final Duration WATCHED = Duration.ofSeconds(3);
    private static final double NANOS_PER_SECOND = 1e9;

    private Throughput() {}

    /** Of jobs that come when the backlog stands there, from their commit until all have run. */
    static double ofOthers(Database database, Backlog backlog) {
        backlog.fill(database);
        var left = new CountDownLatch(OTHERS);
        try (var workshop =
                Workshop.rested(
                        database,
                        number -> {
                            if (number != Backlog.NUMBER) {
                                left.countDown();
                            }
                        })) {
            long begun = workshop.enqueue(Ids.NIL, 0, OTHERS);
            if (!left.await(MINUTES_OF_PATIENCE, TimeUnit.MINUTES)) {
                throw new Refusal("not all jobs have run beside " + backlog.title());
            }
            return OTHERS / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped beside " + backlog.title(), e);
        }
    }

    /** Of the backlog itself. */
    static double of(Database database, Backlog backlog) {
        backlog.fill(database);
        var ran = new LongAdder();
        try (var _ = Workshop.rested(database, number -> ran.increment())) {
            return watch(ran);
        }
    }

    /** Of a backlog that comes when there was little to do before. */
    static double ofSurge(Database database, Backlog backlog) {
        Backlog.NONE.fill(database);
        var ran = new LongAdder();
        try (var _ = Workshop.rested(database, number -> ran.increment())) {
            backlog.add(database);
            return watch(ran);
        }
    }

    private static double watch(LongAdder ran) {
        long before = ran.sum();
        long begun = System.nanoTime();
        LockSupport.parkNanos(WATCHED.toNanos());
        return (ran.sum() - before) / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
    }
}
