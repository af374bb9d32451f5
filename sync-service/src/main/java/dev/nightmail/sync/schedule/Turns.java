package dev.nightmail.sync.schedule;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import dev.nightmail.common.time.Monotonic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives turns to syncs, and to back-fills what those leave. Where cron drives, each goes on to its
 * end: nobody would be there to take it up again soon.
 */
@ApplicationScoped
public class Turns {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    /** How long a back-fill that has to make way stays away. */
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Sql sql;
    private final AdmissionRepository admissions;
    private final DueAccounts due;
    private final Limits limits;
    private final Monotonic time;
    private volatile Look last;

    /** Whether syncs waited when it was looked. */
    private record Look(long at, boolean isPressed) {}

    public Turns(
            Sql sql,
            AdmissionRepository admissions,
            DueAccounts due,
            Limits limits,
            Monotonic time) {
        this.sql = sql;
        this.admissions = admissions;
        this.due = due;
        this.limits = limits;
        this.time = time;
        this.last = new Look(time.nanos(), false);
    }

    /** Of a sync that leaves to a back-fill what would take long. */
    public Turn ofSync() {
        if (!limits.isResident()) {
            return Turn.WHOLE;
        }
        int most = limits.settings().mostAtOnce();
        return new Turn() {
            @Override
            public boolean isOver(long fetched) {
                return fetched >= most;
            }

            @Override
            public Optional<Duration> pause() {
                return Optional.empty();
            }
        };
    }

    /** Of a back-fill, which ends at once when syncs wait. */
    public Turn ofBackfill() {
        if (!limits.isResident()) {
            return Turn.WHOLE;
        }
        long begun = time.nanos();
        var most = limits.settings().backfillTurn();
        return new Turn() {
            @Override
            public boolean isOver(long fetched) {
                return time.since(begun).compareTo(most) >= 0 || isPressed();
            }

            @Override
            public Optional<Duration> pause() {
                return Optional.of(isPressed() ? PAUSE : Duration.ZERO);
            }
        };
    }

    /** Whether syncs have waited for a slot for so long that back-fills make way. */
    public boolean isPressed() {
        var known = last;
        if (!limits.isResident()) {
            return false;
        }
        if (time.since(known.at()).compareTo(LOOK) < 0) {
            return known.isPressed();
        }
        var look =
                new Look(
                        time.nanos(),
                        sql.transaction(Access.machinery(), admissions::isWaitedForSlots));
        last = look;
        return look.isPressed();
    }

    /** A sync is over: others may come in, now or at the next sweep. What fails is not the sync. */
    public void ended() {
        try {
            due.sweepSoon();
        } catch (SqlException | TransactionGivenUpException | UnclearCommitException e) {
            LOG.warnf("Due accounts wait for the next sweep: %s", e.getMessage());
        }
    }
}
