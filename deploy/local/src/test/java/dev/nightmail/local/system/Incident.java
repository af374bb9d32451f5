package dev.nightmail.local.system;

import java.time.Instant;

/**
 * Harm that was done to a process, by the database's clock.
 *
 * @param victim which of the processes
 * @param worker the identity that it had, and lost by this
 * @param began just before
 * @param over when the process had ended, or stood still
 */
record Incident(Fault fault, int victim, String worker, Instant began, Instant over) {

    /** What happens to processes. */
    enum Fault {
        /** It is gone at once. */
        KILL,
        /** It stands still for three leases, and goes on. */
        PAUSE,
        /** It is asked to end. */
        TERMINATION
    }
}
