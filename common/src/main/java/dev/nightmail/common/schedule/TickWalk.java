package dev.nightmail.common.schedule;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.TickPlan.Tick;
import dev.nightmail.common.schedule.Timetable.Entry;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns schedules into jobs: goes from the last tick of each to now, by the row that the schedule
 * has in the database, and writes every missing tick together with its job.
 */
@Singleton
class TickWalk {

    private final Sql sql;
    private final ScheduleRepository schedules;
    private final TickRepository ticks;
    private final Jobs jobs;
    private final Timetable timetable;

    TickWalk(
            Sql sql,
            ScheduleRepository schedules,
            TickRepository ticks,
            Jobs jobs,
            Timetable timetable) {
        this.sql = sql;
        this.schedules = schedules;
        this.ticks = ticks;
        this.jobs = jobs;
        this.timetable = timetable;
    }

    List<String> schedules() {
        return List.of(timetable.names());
    }

    /**
     * Writes every tick of this service that is due, and says which. A schedule that cannot be
     * walked does not hold up the others: the first failure is thrown at the end.
     */
    List<WrittenTick> walk() {
        var written = new ArrayList<WrittenTick>();
        Optional<RuntimeException> failure = Optional.empty();
        for (var entry : timetable.entries()) {
            try {
                written.addAll(walk(entry));
            } catch (RuntimeException e) {
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return written;
    }

    private List<WrittenTick> walk(Entry<?> entry) {
        return sql.transaction(Access.machinery(), () -> lockAndSettle(entry));
    }

    private <A extends Record> List<WrittenTick> lockAndSettle(Entry<A> entry) {
        return schedules.lockForWalk(entry).map(stored -> settle(entry, stored)).orElse(List.of());
    }

    /** Writes the missing ticks of a schedule whose row the caller's transaction has locked. */
    <A extends Record> List<WrittenTick> settle(Entry<A> entry, StoredSchedule<A> stored) {
        if (!stored.isDue()) {
            return List.of();
        }
        var lastTick = stored.state().lastTick();
        var plan =
                TickPlan.of(stored, ticks.listPauses(entry.name(), lastTick), timetable.punctual());
        var there = ticks.listLater(entry.name(), lastTick);
        var written = new ArrayList<WrittenTick>();
        for (var tick : plan) {
            if (!there.contains(tick.due())) {
                written.add(write(entry, stored, tick));
            }
        }
        ticks.moveTo(entry.name(), plan.getLast().due());
        return written;
    }

    private <A extends Record> WrittenTick write(
            Entry<A> entry, StoredSchedule<A> stored, Tick tick) {
        boolean givesJob = tick.reason().givesJob();
        var job = givesJob ? enqueue(entry, stored, tick) : Optional.<UUID>empty();
        var reason = givesJob && job.isEmpty() ? TickReason.SKIPPED_OVERLAP : tick.reason();
        ticks.insert(stored, new Tick(tick.due(), tick.moments(), reason), job);
        return new WrittenTick(entry.name(), tick.due(), tick.moments(), reason.text(), job);
    }

    /** Empty when one is alive that it must not meet. */
    private <A extends Record> Optional<UUID> enqueue(
            Entry<A> entry, StoredSchedule<A> stored, Tick tick) {
        var wanted =
                NewJob.of(
                                entry.job().kind(),
                                entry.schedule().args(),
                                Ids.NIL,
                                Trigger.SCHEDULE,
                                entry.name())
                        .notBefore(stored.startOf(tick.due()));
        var enqueued = jobs.enqueue(keyed(wanted, entry, stored));
        return enqueued.isNew() ? Optional.of(enqueued.id()) : Optional.empty();
    }

    private static <A extends Record> NewJob<A> keyed(
            NewJob<A> job, Entry<A> entry, StoredSchedule<A> stored) {
        var key = "schedule:" + entry.name();
        return switch (stored.schedule().overlap()) {
            case SKIP -> job.unique(entry.uniqueKey().orElse(key));
            case QUEUE -> job.oneAtATime(key);
        };
    }
}
