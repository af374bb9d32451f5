package dev.nightmail.common.health;

import java.time.Instant;
import java.util.List;

/**
 * Reads one side of the machinery, or of a service: a bean of this type is all that it takes. Of
 * the processes that have it, one reads at a time.
 */
public interface Probe {

    /** Unique in the system, and does not change. */
    String name();

    /**
     * Reads, in a transaction of the machinery that lasts five seconds at most. What a trouble is
     * about must be found again under the same subject.
     *
     * @param now by the database
     */
    List<Reading> look(Instant now);
}
