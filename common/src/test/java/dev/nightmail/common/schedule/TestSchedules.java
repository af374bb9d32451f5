package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.engine.TestKinds;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.schedule.SchedulerConfig.Mode;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A service of the test's own, with one kind of job and the schedules that the test gives it. */
final class TestSchedules {

    record Args() {}

    /** A row of {@code jobs.tick}. */
    record Row(Instant due, int revision, String reason, int moments, Optional<UUID> job) {}

    final TestJobs engine = new TestJobs();
    final String name = "test.tick-" + UUID.randomUUID();
    final String service = "service-of-" + name;
    Mode mode = Mode.QUARTZ;
    private final String kind =
            "test.run-"
                    + name.chars().mapToObj(TestSchedules::letter).collect(Collectors.joining());

    private static String letter(int character) {
        return String.valueOf((char) ('a' + character % 26));
    }

    /** Due at minute 7 of each hour. */
    Schedule<Args> hourly() {
        return Schedule.at(name, "7 * * * *", "UTC", new Args());
    }

    /** What a process with this declaration does at its start, and how it walks. */
    TickWalk publish(List<Schedule<Args>> declared) {
        new ScheduleCatalogue(
                        engine.sql,
                        new ScheduleRepository(engine.sql),
                        walk(engine.sql, declared),
                        timetable(declared))
                .publish();
        return walk(engine.sql, declared);
    }

    /** A process that declares this and has not published it. */
    TickWalk walk(Sql sql, List<Schedule<Args>> declared) {
        return walk(sql, engine.ids, declared);
    }

    TickWalk walk(Sql sql, Ids ids, List<Schedule<Args>> declared) {
        return new TickWalk(
                sql,
                new ScheduleRepository(sql),
                new TickRepository(sql),
                new Jobs(sql, ids, engine.json, new Wakeup()),
                timetable(declared));
    }

    Timetable timetable(List<Schedule<Args>> declared) {
        return timetable(() -> declared);
    }

    /** What is wrong with a declaration is found when it is asked for. */
    Timetable timetable(Supplier<List<Schedule<Args>>> declared) {
        return new Timetable(
                TestKinds.of(service, engine.sql, new TickedJob(declared)), () -> mode);
    }

    JobKind<Args> kind() {
        return JobKind.of(kind, Args.class, "test");
    }

    /** The ticks of the schedule, oldest first. */
    List<Row> ticks() {
        return machinery(
                "SELECT due_at, revision, reason, moments, job_id FROM jobs.tick WHERE schedule = ? ORDER BY due_at",
                row ->
                        new Row(
                                Columns.instant(row, "due_at"),
                                row.getInt("revision"),
                                row.getString("reason"),
                                row.getInt("moments"),
                                Optional.ofNullable(row.getObject("job_id", UUID.class))),
                name);
    }

    List<String> reasons() {
        return ticks().stream().map(Row::reason).toList();
    }

    /** How many jobs of the schedule are alive. */
    int jobs() {
        return engine.enqueued(kind(), Ids.NIL).size();
    }

    /** Ends all live jobs of the schedule. */
    void endJobs() {
        update("DELETE FROM jobs.job WHERE kind = ?", kind);
    }

    /** When the live jobs of the schedule are due, in the order in which they are claimed. */
    List<Instant> runAt() {
        return machinery(
                "SELECT run_at FROM jobs.job WHERE kind = ? ORDER BY run_at, id",
                row -> Columns.instant(row, "run_at"),
                kind);
    }

    /** The concurrency keys of the live jobs of the schedule, each once. */
    List<String> concurrencyKeys() {
        return machinery(
                "SELECT DISTINCT concurrency_key FROM jobs.job WHERE kind = ?",
                row -> row.getString(1),
                kind);
    }

    /** Time by the database. */
    Instant now() {
        return machinery("SELECT jobs.clock() AS now", row -> Columns.instant(row, "now"))
                .getFirst();
    }

    /** The schedule as its row says. */
    StoredSchedule<Args> stored() {
        var entry = new Timetable.Entry<>(new TickedJob(List::of), hourly());
        return engine.sql.transaction(
                Access.machinery(), () -> new ScheduleRepository(engine.sql).get(entry));
    }

    /** The next due moment, by the row. */
    Instant next() {
        return stored().next(now());
    }

    /** Lets time pass until the given instant. */
    void goTo(Instant instant) {
        engine.later(Duration.between(now(), instant));
    }

    void update(String statement, Object... args) {
        engine.sql.transaction(Access.machinery(), () -> engine.sql.update(statement, args));
    }

    /** A column of the schedule's row, as text. */
    String column(String expression) {
        return machinery(
                        "SELECT (" + expression + ")::text FROM jobs.schedule WHERE name = ?",
                        row -> String.valueOf(row.getString(1)),
                        name)
                .getFirst();
    }

    boolean isPaused() {
        return column("paused_at IS NOT NULL").equals("true");
    }

    boolean pause() {
        return is("SELECT jobs.pause_schedule(?, 'cli:test', 'a test')");
    }

    boolean resume() {
        return is("SELECT jobs.resume_schedule(?, 'cli:test')");
    }

    private boolean is(String call) {
        return machinery(call, row -> row.getBoolean(1), name).getFirst();
    }

    <T> List<T> machinery(String query, Sql.Row<T> row, Object... args) {
        return engine.sql.transaction(Access.machinery(), () -> engine.sql.query(query, row, args));
    }

    private final class TickedJob implements Job<Args> {

        private final Supplier<List<Schedule<Args>>> schedules;

        TickedJob(Supplier<List<Schedule<Args>>> schedules) {
            this.schedules = schedules;
        }

        @Override
        public JobKind<Args> kind() {
            return TestSchedules.this.kind();
        }

        @Override
        public List<Schedule<Args>> schedules() {
            return schedules.get();
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }
}
