package dev.nightmail.bench.queue;

import dev.nightmail.common.engine.BenchEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import java.util.function.IntConsumer;

/** Our engine, with the pools of a service. */
final class NightmailQueue implements Contender {

    private static final int WORK = 16;
    private static final int HEARTBEAT = 2;
    private static final int BATCH = 1000;

    private final Sql sql;
    private final BenchEngine engine;

    private NightmailQueue(Pools pools, Sql sql, BenchJob.End end, int concurrency) {
        this.sql = sql;
        this.engine =
                new BenchEngine(
                        sql, pools.transactional(HEARTBEAT), new BenchJob(end), concurrency);
    }

    /** Jobs that leave their end to the completer, as those do that write nothing last. */
    static Contender returning(Pools pools, int concurrency, IntConsumer work) {
        return new NightmailQueue(
                pools,
                pools.transactional(WORK),
                (number, context) -> {
                    work.accept(number);
                    return JobResult.completed();
                },
                concurrency);
    }

    /** Jobs that end in the transaction of their last data, here none. */
    static Contender completing(Pools pools, int concurrency, IntConsumer work) {
        return new NightmailQueue(
                pools,
                pools.transactional(WORK),
                (number, context) -> context.complete(chunk -> work.accept(number)),
                concurrency);
    }

    /** Jobs that end in the transaction that stores a row. */
    static Contender storing(Pools pools, int concurrency, IntConsumer work) {
        var sql = pools.transactional(WORK);
        return new NightmailQueue(
                pools,
                sql,
                (number, context) ->
                        context.complete(chunk -> {
                            work.accept(number);
                            sql.update(Stored.INSERT, number);
                        }),
                concurrency);
    }

    @Override
    public void fill(int jobs) {
        for (int first = 0; first < jobs; first += BATCH) {
            int from = first;
            sql.transact(Access.machinery(), () -> enqueue(from, Math.min(from + BATCH, jobs)));
        }
    }

    @Override
    public void enqueue(int number) {
        sql.transact(Access.machinery(), () -> enqueue(number, number + 1));
    }

    private void enqueue(int from, int to) {
        for (int number = from; number < to; number++) {
            var args = new BenchJob.Args(number);
            engine.jobs().enqueue(NewJob.of(BenchJob.KIND, args, Ids.NIL, Trigger.API, "bench"));
        }
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public void stop() throws InterruptedException {
        engine.stop();
    }

    @Override
    public Backlog backlog() {
        return Backlog.rows("jobs.job");
    }
}
