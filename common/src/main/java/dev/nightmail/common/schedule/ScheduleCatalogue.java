package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.schedule.Timetable.Entry;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes what this release declares into the rows of schedules.
 *
 * <p>A schedule that is new starts now. One that has changed first gets the ticks that were due by
 * what it was, and starts a new revision now. One that is gone is retired. What a higher release
 * has written stays; what cannot be read, and no higher one has written, is replaced.
 */
@Singleton
public class ScheduleCatalogue {

    private static final Logger LOG = Logger.getLogger(ScheduleCatalogue.class);

    private final Sql sql;
    private final ScheduleRepository schedules;
    private final TickWalk walk;
    private final Timetable timetable;

    ScheduleCatalogue(Sql sql, ScheduleRepository schedules, TickWalk walk, Timetable timetable) {
        this.sql = sql;
        this.schedules = schedules;
        this.walk = walk;
        this.timetable = timetable;
    }

    /** A repeat changes nothing; the schema must be there. */
    public void publish() {
        for (var entry : timetable.entries()) {
            sql.transact(Access.machinery(), () -> publish(entry));
        }
        sql.transact(
                Access.machinery(),
                () -> schedules.retireOthers(timetable.names(), timetable.service()));
    }

    private <A extends Record> void publish(Entry<A> entry) {
        schedules.addIfNew(entry, timetable.service());
        if (schedules.lock(entry) > KindRegistry.RELEASE) {
            return;
        }
        find(entry)
                .ifPresentOrElse(
                        stored -> bringUpToDate(entry, stored),
                        () -> schedules.revise(entry.schedule()));
        schedules.claim(entry, timetable.service());
    }

    /** Empty when the row cannot be read. */
    private <A extends Record> Optional<StoredSchedule<A>> find(Entry<A> entry) {
        try {
            return Optional.of(schedules.get(entry));
        } catch (IllegalArgumentException e) {
            LOG.warnf("%s; it begins anew, as it is declared", e.getMessage());
            return Optional.empty();
        }
    }

    private <A extends Record> void bringUpToDate(Entry<A> entry, StoredSchedule<A> stored) {
        boolean isRetired = stored.state().isRetired();
        boolean isChanged = !stored.schedule().equals(entry.schedule());
        if (isChanged && !isRetired) {
            walk.settle(entry, stored);
        }
        if (isChanged || isRetired) {
            schedules.revise(entry.schedule());
        }
    }
}
