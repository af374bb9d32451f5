package dev.nightmail.bench.queue;

/** What one row of the table measures. */
enum Entry {
    GROUPED("nightmail, completions grouped, attempts kept") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return new NightmailQueue(pools, NoOpJob.RETURNING, concurrency);
        }
    },
    JOB_BY_JOB("nightmail, a transaction for each job, attempts kept") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return new NightmailQueue(pools, NoOpJob.COMPLETING, concurrency);
        }
    },
    DB_SCHEDULER("db-scheduler 16.12.0, lock-and-fetch, keeps nothing") {
        @Override
        Contender at(Pools pools, int concurrency) {
            return new DbSchedulerQueue(pools, concurrency);
        }
    };

    private final String title;

    Entry(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A fresh one, not yet started. */
    abstract Contender at(Pools pools, int concurrency);
}
