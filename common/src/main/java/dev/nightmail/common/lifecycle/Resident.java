package dev.nightmail.common.lifecycle;

/**
 * What a service keeps going in each process that works, beside its jobs: a bean of this type is
 * all that it takes. Where no process is resident it does not run, and nothing may depend on it.
 */
public interface Resident {

    /** Called once, when the schema is there and jobs run; returns at once. */
    void start();

    /** Called once before jobs are stopped; returns within a few seconds. */
    void stop() throws InterruptedException;
}
