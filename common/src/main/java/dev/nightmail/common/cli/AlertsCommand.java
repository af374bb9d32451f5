package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at alerts. */
@Command(
        name = "alerts",
        description = "Alerts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AlertsCommand {

    @Command(description = "What is wrong now, newest first; docs/alerts.md says what to do.")
    int list(
            @Mixin Output output,
            @Option(names = "--all", description = "Those that are over, too.") boolean isAll,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") Limit limit)
            throws SQLException {
        return output.print(
                List.of(
                        "id",
                        "severity",
                        "kind",
                        "subject",
                        "raised_at",
                        "last_seen_at",
                        "resolved_at",
                        "numbers"),
                """
                SELECT id, severity, kind, subject, raised_at, last_seen_at, resolved_at, numbers
                FROM health.alert WHERE ? OR resolved_at IS NULL ORDER BY id DESC LIMIT ?
                """,
                isAll,
                limit.rows());
    }
}
