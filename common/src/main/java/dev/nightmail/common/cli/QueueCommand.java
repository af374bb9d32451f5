package dev.nightmail.common.cli;

import dev.nightmail.common.engine.Steering;
import dev.nightmail.common.sql.Access;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at queues, pauses and resumes them. */
@Command(
        name = "queue",
        description = "Queues.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class QueueCommand {

    @Spec CommandSpec command;

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
                        "oldest_seconds",
                        "paused"),
                """
                SELECT k.queue,
                       count(j.id) FILTER (WHERE state = 'available'),
                       count(j.id) FILTER (WHERE state = 'running'),
                       count(j.id) FILTER (WHERE state = 'scheduled' AND reason <> 'uncertain'),
                       count(j.id) FILTER (WHERE state = 'retryable'),
                       count(j.id) FILTER (WHERE reason = 'uncertain'),
                       extract(epoch FROM jobs.clock() - min(run_at) FILTER (WHERE state = 'available'))::bigint,
                       (SELECT 'since ' || to_char(q.paused_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' by ' || q.paused_by
                               || ': ' || q.pause_reason
                        FROM jobs.queue q WHERE q.name = k.queue AND q.paused_at IS NOT NULL)
                FROM (SELECT DISTINCT queue FROM jobs.kind) k LEFT JOIN jobs.job j ON j.queue = k.queue
                GROUP BY k.queue ORDER BY k.queue
                """);
    }

    @Command(
            description =
                    "Nothing of a queue is begun any more, until it is resumed; what runs goes on.")
    int pause(
            @Parameters(paramLabel = "QUEUE") String queue,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        return steer(steering -> steering.pause(queue, Actor.current(), reason))
                ? new Answer(command).done(queue + " is paused")
                : new Answer(command).refused(none(queue, "it is paused already"));
    }

    @Command(description = "Go on with a queue that was paused.")
    int resume(@Parameters(paramLabel = "QUEUE") String queue) {
        return steer(steering -> steering.resume(queue, Actor.current()))
                ? new Answer(command).done(queue + " is resumed")
                : new Answer(command).refused(none(queue, "it is not paused"));
    }

    @Command(
            description =
                    "Run what is due in this service, tell and take its facts, and end; beside a live service or without one.")
    int drain(
            @Option(
                            names = "--queue",
                            paramLabel = "QUEUE",
                            description = "Run jobs of this queue only.")
                    Optional<String> queue,
            @Option(
                            names = "--max-time",
                            defaultValue = "5m",
                            paramLabel = "TIME",
                            description = "End by then, such as 90s or 5m; what is left waits.")
                    MaxTime most) {
        return QuietRun.of(DrainApplication.class, queue.orElse(""), Long.toString(most.end()));
    }

    private static boolean steer(Predicate<Steering> wish) {
        var sql = CliDatabase.sql();
        return sql.transaction(Access.machinery(), () -> wish.test(CliDatabase.steering(sql)));
    }

    private static String none(String queue, String orElse) {
        return "There is no queue " + queue + ", or " + orElse + ": see queue status";
    }
}
