package dev.nightmail.bench.queue;

import dev.nightmail.common.engine.BenchEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;

/** Our engine, with the pools of a service. */
final class NightmailQueue implements Contender {

    private static final int WORK = 16;
    private static final int HEARTBEAT = 2;
    private static final int BATCH = 1000;

    private final Sql sql;
    private final NoOpJob job;
    private final BenchEngine engine;

    NightmailQueue(Pools pools, NoOpJob job, int concurrency) {
        this.sql = pools.transactional(WORK);
        this.job = job;
        this.engine = new BenchEngine(sql, pools.transactional(HEARTBEAT), job, concurrency);
    }

    @Override
    public void fill(int jobs) {
        for (int first = 0; first < jobs; first += BATCH) {
            int from = first;
            sql.transact(Access.machinery(), () -> enqueue(from, Math.min(from + BATCH, jobs)));
        }
    }

    private void enqueue(int from, int to) {
        for (int number = from; number < to; number++) {
            var args = new NoOpJob.Args(number);
            engine.jobs().enqueue(NewJob.of(job.kind(), args, Ids.NIL, Trigger.API, "bench"));
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
    public String liveTable() {
        return "jobs.job";
    }
}
