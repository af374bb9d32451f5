package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.time.Timing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at schedules, pauses and resumes them, and inserts what is due. */
@Command(
        name = "schedule",
        description = "Schedules.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ScheduleCommand {

    private static final List<String> COLUMNS =
            List.of(
                    "name",
                    "kind",
                    "timing",
                    "zone",
                    "overlap",
                    "catch_up",
                    "jitter",
                    "next",
                    "last_tick",
                    "last_reason",
                    "paused");

    /** What {@link #toLine} makes of it: the first ten columns are printed as they are. */
    private static final String LIST =
            """
            SELECT s.name, s.kind, coalesce(s.cron, 'every ' || s.every), s.zone, s.overlap,
                   s.catch_up || coalesce(' ' || s.catch_up_most, ''), s.jitter,
                   t.due_at, t.reason,
                   CASE WHEN s.paused_at IS NOT NULL THEN
                       'since ' || to_char(s.paused_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' by ' || s.paused_by
                       || ': ' || s.pause_reason END,
                   jobs.clock(),
                   to_char(s.revised_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), s.cron,
                   extract(epoch FROM s.every)::bigint
            FROM jobs.schedule s
            LEFT JOIN LATERAL (
                SELECT due_at, reason FROM jobs.tick WHERE schedule = s.name ORDER BY due_at DESC LIMIT 1
            ) t ON true
            WHERE s.retired_at IS NULL ORDER BY s.name
            """;

    @Spec CommandSpec command;

    @Command(
            description =
                    "The schedules of all services: timing, policies, next due moment, last tick, pause.")
    int list(@Mixin Output output) throws SQLException {
        var lines = CliDatabase.query(LIST).stream().map(ScheduleCommand::toLine).toList();
        new Table(COLUMNS, lines).print(output.command.commandLine().getOut(), output.json);
        return ExitCode.SUCCESS;
    }

    @Command(description = "From now on nothing of a schedule starts, until it is resumed.")
    int pause(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        boolean isDone =
                call(
                        entry("schedule.pause", name).with("reason", reason),
                        "SELECT jobs.pause_schedule(?, ?, ?)",
                        name,
                        Actor.current(),
                        reason);
        return tell(isDone, name, "paused", "it is paused already");
    }

    @Command(
            description =
                    "Go on with the next due moment; what was due in the pause is not made up.")
    int resume(@Parameters(paramLabel = "NAME") String name) {
        boolean isDone =
                call(
                        entry("schedule.resume", name),
                        "SELECT jobs.resume_schedule(?, ?)",
                        name,
                        Actor.current());
        return tell(isDone, name, "resumed", "it is not paused");
    }

    @Command(
            description =
                    "Insert the jobs of this service that are due, beside a live service or without one.")
    int tick(
            @Option(names = "--json", description = "Print what was inserted as JSON.")
                    boolean json) {
        return QuietRun.of(TickApplication.class, json ? "json" : "text");
    }

    private static AuditEntry entry(String action, String name) {
        return AuditEntry.critical(Ids.NIL, action, "schedule:" + name, Actor.current());
    }

    /** Calls a function that says whether it did what was asked; then that is in the audit. */
    private static boolean call(AuditEntry entry, String function, Object... args) {
        var sql = CliDatabase.sql();
        return sql.transaction(
                Access.machinery(),
                () -> {
                    boolean isDone =
                            sql.queryOne(function, row -> row.getBoolean(1), args).orElse(false);
                    if (isDone) {
                        CliDatabase.audit(sql).write(entry);
                    }
                    return isDone;
                });
    }

    private int tell(boolean isDone, String name, String done, String orElse) {
        var line = command.commandLine();
        var out = isDone ? line.getOut() : line.getErr();
        out.println(
                isDone
                        ? name + " is " + done
                        : "There is no schedule "
                                + name
                                + ", or "
                                + orElse
                                + ": see schedule list");
        out.flush();
        return isDone ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }

    private static List<JsonNode> toLine(List<JsonNode> row) {
        var line = new ArrayList<>(row.subList(0, 10));
        line.add(7, new TextNode(next(row)));
        return line;
    }

    /** A row that this release cannot read, for another wrote it, is shown with the reason. */
    private static String next(List<JsonNode> row) {
        try {
            var timing =
                    row.get(12).isNull()
                            ? new Timing.Every(Duration.ofSeconds(row.get(13).asLong()))
                            : Timing.at(row.get(12).asText(), row.get(3).asText());
            return timing.next(
                            Instant.parse(row.get(10).asText()),
                            Instant.parse(row.get(11).asText()))
                    .toString();
        } catch (IllegalArgumentException e) {
            return "cannot be read: " + e.getMessage();
        }
    }
}
