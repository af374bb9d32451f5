package dev.nightmail.common.engine;

/** Why this process stops a job; the codes stand in the attempts. */
final class Stop {

    static final String TIMED_OUT = "timed-out";
    static final String CANCELLED = "cancelled";
    static final String SHUTDOWN = "shutdown";
    static final String NO_SLOT = "no-slot";
    static final String LEASE_LOST = "lease-lost";

    private Stop() {}
}
