package dev.nightmail.common.pace;

import java.time.Duration;

/** What a pace asks of the database, in the transaction of the moment. */
public interface Server {

    /**
     * Ends this transaction when it goes on for longer from now on, and cancels a statement of it
     * that takes three quarters of that.
     */
    void limit(Duration longest);

    Strain strain();
}
