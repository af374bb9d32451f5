package dev.nightmail.common.schedule;

import dev.nightmail.common.schedule.TickPlan.Pause;
import dev.nightmail.common.schedule.TickPlan.Tick;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Ticks, in the caller's transaction, which has locked the row of their schedule. */
@ApplicationScoped
class TickRepository {

    private final Sql sql;

    TickRepository(Sql sql) {
        this.sql = sql;
    }

    /** The pauses that are over and reached beyond the given instant. */
    List<Pause> listPauses(String schedule, Instant after) {
        return sql.query(
                "SELECT paused_at, resumed_at FROM jobs.schedule_pause WHERE schedule = ? AND resumed_at > ?",
                row ->
                        new Pause(
                                Columns.instant(row, "paused_at"),
                                Columns.instant(row, "resumed_at")),
                schedule,
                after);
    }

    /** The later moments that have their tick: some, when somebody moved the schedule back. */
    Set<Instant> listLater(String schedule, Instant after) {
        return Set.copyOf(
                sql.query(
                        "SELECT due_at FROM jobs.tick WHERE schedule = ? AND due_at > ?",
                        row -> Columns.instant(row, "due_at"),
                        schedule,
                        after));
    }

    void insert(StoredSchedule<?> stored, Tick tick, Optional<UUID> job) {
        sql.update(
                """
                INSERT INTO jobs.tick (schedule, due_at, revision, reason, moments, job_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, jobs.clock())
                """,
                stored.schedule().name(),
                tick.due(),
                stored.state().revision(),
                tick.reason().text(),
                tick.moments(),
                job);
    }

    /** All that was due until then has its tick. */
    void moveTo(String schedule, Instant last) {
        sql.update("UPDATE jobs.schedule SET last_tick = ? WHERE name = ?", last, schedule);
    }
}
