package dev.nightmail.common.schedule;

import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.job.Schedule.CatchUp;
import dev.nightmail.common.job.Schedule.Overlap;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.time.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Timing and policies as the columns of {@code jobs.schedule} hold them. */
record ScheduleColumns(
        Optional<String> cron,
        Optional<String> zone,
        Optional<Duration> every,
        String overlap,
        String catchUp,
        Optional<Integer> catchUpMost,
        Duration jitter) {

    static ScheduleColumns of(Schedule<?> schedule) {
        Optional<String> cron = Optional.empty();
        Optional<String> zone = Optional.empty();
        Optional<Duration> every = Optional.empty();
        switch (schedule.timing()) {
            case Timing.At at -> {
                cron = Optional.of(at.cron().toString());
                zone = Optional.of(at.zone().getId());
            }
            case Timing.Every interval -> every = Optional.of(interval.interval());
        }
        return new ScheduleColumns(
                cron,
                zone,
                every,
                schedule.overlap().name().toLowerCase(Locale.ROOT),
                switch (schedule.catchUp()) {
                    case CatchUp.Latest _ -> "latest";
                    case CatchUp.All _ -> "all";
                    case CatchUp.None _ -> "none";
                },
                schedule.catchUp() instanceof CatchUp.All all
                        ? Optional.of(all.most())
                        : Optional.empty(),
                schedule.jitter());
    }

    /**
     * The declared schedule, with the timing and policies of the row.
     *
     * @throws IllegalArgumentException that names the schedule, when this release cannot read them
     */
    static <A extends Record> Schedule<A> read(ResultSet row, Schedule<A> declared)
            throws SQLException {
        try {
            return new Schedule<>(
                    declared.name(),
                    declared.args(),
                    timing(row),
                    Overlap.valueOf(row.getString("overlap").toUpperCase(Locale.ROOT)),
                    catchUp(row),
                    Duration.ofSeconds(row.getLong("jitter_seconds")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The row of schedule %s cannot be read: %s"
                            .formatted(declared.name(), e.getMessage()),
                    e);
        }
    }

    private static CatchUp catchUp(ResultSet row) throws SQLException {
        var policy = row.getString("catch_up");
        return switch (policy) {
            case "latest" -> new CatchUp.Latest();
            case "all" -> new CatchUp.All(row.getInt("catch_up_most"));
            case "none" -> new CatchUp.None();
            default -> throw new IllegalArgumentException("there is no catch-up " + policy);
        };
    }

    private static Timing timing(ResultSet row) throws SQLException {
        var cron = Columns.findText(row, "cron");
        return cron.isPresent()
                ? Timing.at(cron.get(), row.getString("zone"))
                : new Timing.Every(Duration.ofSeconds(row.getLong("every_seconds")));
    }
}
