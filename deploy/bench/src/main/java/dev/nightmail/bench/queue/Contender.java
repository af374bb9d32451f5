package dev.nightmail.bench.queue;

/** A job queue on PostgreSQL, filled and drained once. */
interface Contender {

    /** Stores so many jobs that are due, in transactions of many. */
    void fill(int jobs);

    /** Begins to work on them. */
    void start();

    void stop() throws InterruptedException;

    /** The table that is empty once all jobs have ended. */
    String liveTable();
}
