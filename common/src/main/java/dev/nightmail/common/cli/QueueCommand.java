package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at queues. */
@Command(
        name = "queue",
        description = "Queues.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class QueueCommand {

    @Command(
            description =
                    "How many jobs wait and run, by queue, and how old the oldest available one is.")
    int status(@Mixin Output output) throws SQLException {
        return output.print(
                List.of(
                        "queue",
                        "available",
                        "running",
                        "scheduled",
                        "retryable",
                        "uncertain",
                        "oldest_seconds"),
                """
                SELECT k.queue,
                       count(j.id) FILTER (WHERE state = 'available'),
                       count(j.id) FILTER (WHERE state = 'running'),
                       count(j.id) FILTER (WHERE state = 'scheduled' AND reason <> 'uncertain'),
                       count(j.id) FILTER (WHERE state = 'retryable'),
                       count(j.id) FILTER (WHERE reason = 'uncertain'),
                       extract(epoch FROM jobs.clock() - min(run_at) FILTER (WHERE state = 'available'))::bigint
                FROM (SELECT DISTINCT queue FROM jobs.kind) k LEFT JOIN jobs.job j ON j.queue = k.queue
                GROUP BY k.queue ORDER BY k.queue
                """);
    }
}
