package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Schedules and ticks, in the caller's transaction. */
@ApplicationScoped
class ScheduleRepository {

    private final Sql sql;

    ScheduleRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * A new schedule starts now, and so does a changed one: what would have been due before is not.
     */
    void publish(Schedule<?> schedule, String kind, String service) {
        sql.update(
                """
                INSERT INTO jobs.schedule (name, service, kind, cron, zone, release, last_tick)
                VALUES (?, ?, ?, ?, ?, ?, jobs.clock())
                ON CONFLICT (name) DO UPDATE
                SET service = excluded.service, kind = excluded.kind, cron = excluded.cron, zone = excluded.zone,
                    release = excluded.release,
                    last_tick = CASE WHEN (jobs.schedule.cron, jobs.schedule.zone) = (excluded.cron, excluded.zone)
                                     THEN jobs.schedule.last_tick ELSE jobs.clock() END
                WHERE jobs.schedule.release <= excluded.release
                """,
                schedule.name(),
                service,
                kind,
                schedule.cron(),
                schedule.zone().getId(),
                KindRegistry.RELEASE);
    }

    /** The span that a walk has to cover. */
    record Span(Instant lastTick, Instant now) {}

    /** Locks the schedule's row; empty when another walk is at it. */
    Optional<Span> lock(String schedule) {
        return sql.queryOne(
                """
                SELECT last_tick, jobs.clock() AS now FROM jobs.schedule WHERE name = ? FOR UPDATE SKIP LOCKED
                """,
                row -> new Span(Columns.instant(row, "last_tick"), Columns.instant(row, "now")),
                schedule);
    }

    void insertTick(String schedule, Instant due, String reason, Optional<UUID> job) {
        sql.update(
                """
                INSERT INTO jobs.tick (schedule, due_at, reason, job_id, created_at)
                VALUES (?, ?, ?, ?, jobs.clock())
                """,
                schedule,
                due,
                reason,
                job);
    }

    void moveTo(String schedule, Instant lastTick) {
        sql.update("UPDATE jobs.schedule SET last_tick = ? WHERE name = ?", lastTick, schedule);
    }
}
