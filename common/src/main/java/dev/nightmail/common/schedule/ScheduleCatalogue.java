package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.schedule.Timetable.Entry;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;

/**
 * Writes what this release declares into the rows of schedules.
 *
 * <p>A schedule that is new starts now. One that has changed first gets the ticks that were due by
 * what it was, and starts a new revision now. One that is gone is retired. What a higher release
 * has written stays.
 */
@Singleton
public class ScheduleCatalogue {

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
        var stored = schedules.lock(entry);
        var state = stored.state();
        if (state.release() > KindRegistry.RELEASE) {
            return;
        }
        boolean isChanged = !stored.schedule().equals(entry.schedule());
        if (isChanged && !state.isRetired()) {
            walk.settle(entry, stored);
        }
        if (isChanged || state.isRetired()) {
            schedules.revise(entry.schedule());
        }
        schedules.claim(entry, timetable.service());
    }
}
