package dev.nightmail.common.cli;

import dev.nightmail.common.schedule.Cron;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at schedules. */
@Command(
        name = "schedule",
        description = "Schedules.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ScheduleCommand {

    @Command(description = "All schedules, with their last and next due moments.")
    int list(@Mixin Output output) throws SQLException {
        var rows =
                CliDatabase.query(
                        """
                        SELECT s.name, s.kind, s.cron, s.zone,
                               coalesce(to_char(t.due_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
                               coalesce(t.reason, ''),
                               to_char(jobs.clock(), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        FROM jobs.schedule s
                        LEFT JOIN LATERAL (
                            SELECT due_at, reason FROM jobs.tick WHERE schedule = s.name ORDER BY due_at DESC LIMIT 1
                        ) t ON true
                        ORDER BY s.name
                        """);
        var lines = new ArrayList<List<String>>();
        for (var row : rows) {
            var line = new ArrayList<>(row.subList(0, 6));
            line.add(
                    Cron.parse(row.get(2))
                            .next(Instant.parse(row.get(6)), ZoneId.of(row.get(3)))
                            .toString());
            lines.add(line);
        }
        new Table(
                        List.of("name", "kind", "cron", "zone", "last_tick", "last_reason", "next"),
                        lines)
                .print(output.command.commandLine().getOut(), output.json);
        return ExitCode.SUCCESS;
    }
}
