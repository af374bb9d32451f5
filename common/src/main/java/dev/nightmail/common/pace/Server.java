package dev.nightmail.common.pace;

import java.time.Duration;

/** What a pace asks of the database, in the transaction of the moment. */
public interface Server {

    /** From now on a statement of this transaction that takes longer is cancelled. */
    void limit(Duration longest);

    Strain strain();
}
