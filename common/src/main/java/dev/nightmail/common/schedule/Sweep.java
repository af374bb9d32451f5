package dev.nightmail.common.schedule;

/**
 * What is due by a column of its own table rather than by a schedule, such as accounts to be
 * synced: looked at every few seconds, in every process.
 */
public interface Sweep {

    /**
     * Enqueues what is due and moves its next due time on, in one transaction; returns how many.
     */
    int sweep();
}
