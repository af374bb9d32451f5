package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.ScheduleRepository.Span;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns schedules into jobs. Of several due moments only the latest gives a job; a moment whose
 * predecessor's job is still alive gives none.
 */
@ApplicationScoped
public class TickWalk {

    /** A tick that is inserted later than this was caught up. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    /** A walk after a very long night goes on at the next call. */
    private static final int MOST_TICKS = 1000;

    private final Sql sql;
    private final ScheduleRepository schedules;
    private final Jobs jobs;
    private final KindRegistry kinds;

    public TickWalk(Sql sql, ScheduleRepository schedules, Jobs jobs, KindRegistry kinds) {
        this.sql = sql;
        this.schedules = schedules;
        this.jobs = jobs;
        this.kinds = kinds;
    }

    /** Writes the schedules of this service into the catalogue. */
    public void publish() {
        sql.transact(
                Access.machinery(),
                () -> {
                    for (var job : kinds.jobs()) {
                        for (var schedule : job.schedules()) {
                            Cron.parse(schedule.cron());
                            schedules.publish(schedule, job.kind().name(), kinds.service());
                        }
                    }
                });
    }

    /** Inserts every tick of this service that is due; returns how many. */
    public int walk() {
        return kinds.jobs().stream().mapToInt(this::walk).sum();
    }

    private <A extends Record> int walk(Job<A> job) {
        int ticks = 0;
        for (var schedule : job.schedules()) {
            ticks += sql.transaction(Access.machinery(), () -> walk(job, schedule));
        }
        return ticks;
    }

    private <A extends Record> int walk(Job<A> job, Schedule<A> schedule) {
        var span = schedules.lock(schedule.name());
        var due = span.map(s -> due(schedule, s)).orElse(List.of());
        if (due.isEmpty()) {
            return 0;
        }
        boolean isAll = due.size() < MOST_TICKS;
        for (var late : isAll ? due.subList(0, due.size() - 1) : due) {
            schedules.insertTick(schedule.name(), late, "skipped-late", Optional.empty());
        }
        if (isAll) {
            insertLatest(job, schedule, due.getLast(), span.orElseThrow().now());
        }
        schedules.moveTo(schedule.name(), due.getLast());
        return due.size();
    }

    private <A extends Record> void insertLatest(
            Job<A> job, Schedule<A> schedule, Instant due, Instant now) {
        var enqueued =
                jobs.enqueue(
                        NewJob.of(
                                        job.kind(),
                                        schedule.args(),
                                        Ids.NIL,
                                        Trigger.SCHEDULE,
                                        schedule.name())
                                .unique("schedule:" + schedule.name()));
        if (!enqueued.isNew()) {
            schedules.insertTick(schedule.name(), due, "skipped-overlap", Optional.empty());
            return;
        }
        boolean isPunctual = Duration.between(due, now).compareTo(PUNCTUAL) <= 0;
        schedules.insertTick(
                schedule.name(), due, isPunctual ? "ran" : "caught-up", Optional.of(enqueued.id()));
    }

    private static List<Instant> due(Schedule<?> schedule, Span span) {
        var cron = Cron.parse(schedule.cron());
        var ticks = new ArrayList<Instant>();
        var next = cron.next(span.lastTick(), schedule.zone());
        while (!next.isAfter(span.now()) && ticks.size() < MOST_TICKS) {
            ticks.add(next);
            next = cron.next(next, schedule.zone());
        }
        return ticks;
    }
}
