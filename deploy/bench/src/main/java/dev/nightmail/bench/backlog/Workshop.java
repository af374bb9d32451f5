package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Database;
import dev.nightmail.bench.queue.BenchJob;
import dev.nightmail.bench.queue.Pools;
import dev.nightmail.common.engine.BenchEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A process with the engine and the pools of a service; at work until it is closed. */
final class Workshop implements AutoCloseable {

    /** Few jobs at long intervals: each statement gets the plan that its connection keeps. */
    private static final int TRICKLE = 100;

    private static final Duration GAP = Duration.ofMillis(25);

    private static final int CONCURRENCY = 8;
    private static final int WORK = 16;
    private static final int HEARTBEAT = 2;

    private final Pools pools;
    private final Sql sql;
    private final BenchEngine engine;

    private Workshop(Database database, IntConsumer work) {
        pools = Pools.of(database);
        sql = pools.transactional(WORK);
        engine =
                new BenchEngine(
                        sql,
                        pools.transactional(HEARTBEAT),
                        new BenchJob((number, context) -> {
                            work.accept(number);
                            return JobResult.completed();
                        }),
                        CONCURRENCY);
    }

    /** One that has had little to do for a while; what it does to each job is given. */
    static Workshop rested(Database database, IntConsumer work) {
        var workshop = new Workshop(database, work);
        workshop.engine.start();
        workshop.idle();
        // As autovacuum does now and then.
        database.execute("VACUUM ANALYZE jobs.job");
        workshop.idle();
        return workshop;
    }

    private void idle() {
        for (int job = 0; job < TRICKLE / 2; job++) {
            enqueue(Ids.NIL, Backlog.NUMBER, Backlog.NUMBER + 1);
            LockSupport.parkNanos(GAP.toNanos());
        }
    }

    /**
     * Enqueues jobs of these numbers, in one transaction.
     *
     * @return when they were about to be committed, by the monotonic clock
     */
    long enqueue(UUID tenant, int from, int to) {
        var jobs =
                IntStream.range(from, to)
                        .mapToObj(number ->
                                NewJob.of(
                                        BenchJob.KIND,
                                        new BenchJob.Args(number),
                                        tenant,
                                        Trigger.API,
                                        "bench"))
                        .toList();
        return sql.transaction(
                Access.machinery(),
                () -> {
                    engine.jobs().enqueueAll(jobs);
                    return System.nanoTime();
                });
    }

    @Override
    public void close() {
        try {
            engine.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while a backlog was measured", e);
        } finally {
            pools.close();
        }
    }
}
