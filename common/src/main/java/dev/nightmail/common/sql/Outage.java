package dev.nightmail.common.sql;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A time in which the database is away. */
public final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Outage() {}

    /**
     * Does the work again until the database has done it. An unclear commit counts as none, so that
     * a repeat must do no harm.
     *
     * @param what for the log
     * @throws SqlException when the database refuses for good
     */
    public static <T> T outlast(String what, Supplier<T> work) throws InterruptedException {
        while (true) {
            try {
                return work.get();
            } catch (SqlException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                LOG.warnf("%s: waits for the database: %s", what, e.getMessage());
            } catch (UnclearCommitException | TransactionGivenUpException e) {
                LOG.warnf("%s: done again: %s", what, e.getMessage());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
