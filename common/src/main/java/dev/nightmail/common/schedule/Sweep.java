package dev.nightmail.common.schedule;

/**
 * What is due by a column of its own table rather than by a schedule, such as accounts to be
 * synced: looked at every few seconds, in one process of a service.
 */
public interface Sweep {

    /**
     * Enqueues all that is due and moves its next due times on, each together with its job; returns
     * how many were due.
     */
    int sweep();
}
