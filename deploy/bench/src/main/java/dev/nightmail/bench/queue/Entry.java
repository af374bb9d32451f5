package dev.nightmail.bench.queue;

import java.util.function.IntConsumer;

/** What one row of the table measures. */
enum Entry {
    GROUPED("nightmail, completions grouped, attempts kept") {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return NightmailQueue.returning(pools, concurrency, work);
        }
    },
    JOB_BY_JOB("nightmail, a transaction for each job, attempts kept", 10_000) {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return NightmailQueue.completing(pools, concurrency, work);
        }
    },
    DB_SCHEDULER("db-scheduler 16.12.0, lock-and-fetch, keeps nothing") {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return DbSchedulerQueue.working(pools, concurrency, work);
        }
    },
    JOBRUNR("JobRunr 8.7.0, keeps succeeded jobs", 5_000) {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return new JobRunrQueue(pools, concurrency, work);
        }
    },
    STORING("nightmail, each job stores a row with its end", 10_000) {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return NightmailQueue.storing(pools, concurrency, work);
        }
    },
    DB_SCHEDULER_STORING("db-scheduler, each task stores a row before its end", 10_000) {
        @Override
        Contender at(Pools pools, int concurrency, IntConsumer work) {
            return DbSchedulerQueue.storing(pools, concurrency, work);
        }
    };

    private static final int JOBS = 20_000;

    private final String title;
    private final int jobs;

    Entry(String title) {
        this(title, JOBS);
    }

    Entry(String title, int jobs) {
        this.title = title;
        this.jobs = jobs;
    }

    String title() {
        return title;
    }

    /** How many are drained. */
    int jobs() {
        return jobs;
    }

    /** A fresh one, not yet started, whose jobs do this work, and what the title says. */
    abstract Contender at(Pools pools, int concurrency, IntConsumer work);
}
