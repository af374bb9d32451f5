package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.Timetable.Entry;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of schedules, in the caller's transaction. */
@ApplicationScoped
class ScheduleRepository {

    private static final String SELECT =
            """
            SELECT revision, release, revised_at, cron, zone, extract(epoch FROM every)::bigint AS every_seconds,
                   overlap, catch_up, catch_up_most, extract(epoch FROM jitter)::bigint AS jitter_seconds, last_tick,
                   jobs.clock() AS now, paused_at IS NOT NULL AS is_paused, retired_at IS NOT NULL AS is_retired
            FROM jobs.schedule WHERE name = ?
            """;

    private final Sql sql;

    ScheduleRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks the row for a walk. Empty when another walk is at it, when the schedule is retired, and
     * when a higher release has given it a kind or version that this one does not know.
     *
     * @throws IllegalArgumentException that names the schedule, when its row cannot be read
     */
    <A extends Record> Optional<StoredSchedule<A>> lockForWalk(Entry<A> entry) {
        return sql.queryOne(
                SELECT
                        + "AND kind = ? AND version = ? AND retired_at IS NULL FOR UPDATE SKIP LOCKED",
                row -> toStored(row, entry.schedule()),
                entry.name(),
                entry.job().kind().name(),
                entry.job().kind().version());
    }

    /** Locks the row, waiting for its turn; returns which release has written it. */
    int lock(Entry<?> entry) {
        return sql.queryOne(
                        "SELECT release FROM jobs.schedule WHERE name = ? FOR UPDATE",
                        row -> row.getInt("release"),
                        entry.name())
                .orElseThrow();
    }

    /**
     * @throws IllegalArgumentException that names the schedule, when its row cannot be read
     */
    <A extends Record> StoredSchedule<A> get(Entry<A> entry) {
        return sql.queryOne(SELECT, row -> toStored(row, entry.schedule()), entry.name())
                .orElseThrow();
    }

    /** Adds a row, by which the schedule starts now, unless there is one. */
    void addIfNew(Entry<?> entry, String service) {
        var columns = ScheduleColumns.of(entry.schedule());
        sql.update(
                """
                INSERT INTO jobs.schedule (name, service, kind, version, release, revision, revised_at, cron, zone,
                                           every, overlap, catch_up, catch_up_most, jitter, last_tick, created_at)
                SELECT ?, ?, ?, ?, ?, 1, now, ?, ?, make_interval(secs => ?), ?, ?, ?::int,
                       make_interval(secs => ?), now, now
                FROM (SELECT jobs.clock() AS now) AS clock
                ON CONFLICT (name) DO NOTHING
                """,
                entry.name(),
                service,
                entry.job().kind().name(),
                entry.job().kind().version(),
                KindRegistry.RELEASE,
                columns.cron(),
                columns.zone(),
                columns.every(),
                columns.overlap(),
                columns.catchUp(),
                columns.catchUpMost(),
                columns.jitter());
    }

    /** Notes who declares the schedule, and for which kind. */
    void claim(Entry<?> entry, String service) {
        sql.update(
                "UPDATE jobs.schedule SET service = ?, kind = ?, version = ?, release = ? WHERE name = ?",
                service,
                entry.job().kind().name(),
                entry.job().kind().version(),
                KindRegistry.RELEASE,
                entry.name());
    }

    /** Begins a new revision, now and as declared; a retired schedule comes back so. */
    void revise(Schedule<?> schedule) {
        var columns = ScheduleColumns.of(schedule);
        sql.update(
                """
                UPDATE jobs.schedule
                SET cron = ?, zone = ?, every = make_interval(secs => ?), overlap = ?, catch_up = ?,
                    catch_up_most = ?, jitter = make_interval(secs => ?), revision = revision + 1,
                    revised_at = greatest(last_tick, jobs.clock()), last_tick = greatest(last_tick, jobs.clock()),
                    retired_at = NULL
                WHERE name = ?
                """,
                columns.cron(),
                columns.zone(),
                columns.every(),
                columns.overlap(),
                columns.catchUp(),
                columns.catchUpMost(),
                columns.jitter(),
                schedule.name());
    }

    /** Ends the schedules that the service declares no longer; a lower release cannot. */
    void retireOthers(String[] names, String service) {
        sql.update(
                """
                UPDATE jobs.schedule SET retired_at = jobs.clock(), release = ?
                WHERE service = ? AND release <= ? AND retired_at IS NULL AND name <> ALL (?)
                """,
                KindRegistry.RELEASE,
                service,
                KindRegistry.RELEASE,
                names);
    }

    private static <A extends Record> StoredSchedule<A> toStored(
            ResultSet row, Schedule<A> declared) throws SQLException {
        return new StoredSchedule<>(
                ScheduleColumns.read(row, declared),
                new StoredSchedule.State(
                        row.getInt("revision"),
                        row.getInt("release"),
                        Columns.instant(row, "revised_at"),
                        Columns.instant(row, "last_tick"),
                        Columns.instant(row, "now"),
                        row.getBoolean("is_paused"),
                        row.getBoolean("is_retired")));
    }
}
