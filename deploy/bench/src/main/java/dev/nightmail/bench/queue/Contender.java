package dev.nightmail.bench.queue;

/** A job queue on PostgreSQL, with one process that works on it. */
interface Contender {

    /** Stores so many jobs that are due, in transactions of many. */
    void fill(int jobs);

    /** Stores one job that is due, in a transaction of its own. */
    void enqueue(int number);

    /** Begins to work on them. */
    void start();

    void stop() throws InterruptedException;

    Backlog backlog();

    /**
     * How to see whether all is done.
     *
     * @param table that the jobs are in
     * @param waiting an SQL condition, true while one has not ended
     */
    record Backlog(String table, String waiting) {

        /** Of a queue that deletes what has ended. */
        static Backlog rows(String table) {
            return new Backlog(table, "EXISTS (SELECT FROM " + table + ")");
        }
    }
}
