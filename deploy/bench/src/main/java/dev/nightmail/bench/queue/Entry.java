package dev.nightmail.bench.queue;

/** What one row of the table measures. */
enum Entry {
    GROUPED("nightmail, completions grouped, attempts kept") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return NightmailQueue.returning(pools, concurrency, number -> {});
        }
    },
    JOB_BY_JOB("nightmail, a transaction for each job, attempts kept") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return NightmailQueue.completing(pools, concurrency);
        }
    },
    DB_SCHEDULER("db-scheduler 16.12.0, lock-and-fetch, keeps nothing") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return DbSchedulerQueue.working(pools, concurrency, number -> {});
        }
    },
    JOBRUNR("JobRunr 8.7.0, keeps succeeded jobs", 5_000) {
        @Override
        Contender at(Pools pools, int concurrency) {
            return new JobRunrQueue(pools, concurrency, number -> {});
        }
    },
    STORING("nightmail, each job stores a row with its end") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return NightmailQueue.storing(pools, concurrency);
        }
    },
    DB_SCHEDULER_STORING("db-scheduler, each task stores a row before its end") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return DbSchedulerQueue.storing(pools, concurrency);
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

    /** A fresh one, not yet started. */
    abstract Contender at(Pools pools, int concurrency);
}
