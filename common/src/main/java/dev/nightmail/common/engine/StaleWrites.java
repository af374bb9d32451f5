package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Remembers writes that were refused, because the job was no longer the writer's, where operators
 * and alerts find them.
 *
 * <p>The refused transaction was rolled back, so that this is one of its own, and in its own time:
 * who was refused does not wait for it. A process that dies before it has left a line in its log
 * only.
 */
@Singleton
class StaleWrites {

    private static final Logger LOG = Logger.getLogger(StaleWrites.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 60;

    private static final String ADD =
            """
            INSERT INTO jobs.stale_write AS s (kind, slot, refused, refused_at)
            SELECT ?, date_bin('10 min', now, '2000-01-01Z'), ?, now FROM jobs.clock() AS now
            ON CONFLICT (kind, slot) DO UPDATE
            SET refused = s.refused + excluded.refused, refused_at = excluded.refused_at
            """;

    private final Sql sql;

    StaleWrites(Sql sql) {
        this.sql = sql;
    }

    void add(String kind, int refused) {
        if (refused > 0) {
            Thread.ofVirtual().name("stale-write").start(() -> write(kind, refused));
        }
    }

    /** A commit of which nobody knows is not repeated: one too many would be counted. */
    private void write(String kind, int refused) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            try {
                sql.transact(Access.machinery(), () -> sql.update(ADD, kind, refused));
                return;
            } catch (UnclearCommitException e) {
                return;
            } catch (SqlException | TransactionGivenUpException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        LOG.errorf("A refused write is not recorded: kind=%s", kind);
    }
}
