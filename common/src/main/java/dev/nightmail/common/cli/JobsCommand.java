package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at jobs, and runs one. */
@Command(
        name = "jobs",
        description = "Jobs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            JobShowCommand.class,
            JobCancelCommand.class,
            JobRetryCommand.class,
            JobReleaseCommand.class
        })
final class JobsCommand {

    @Spec CommandSpec command;

    @Command(description = "Live jobs: waiting, running, held.")
    int list(
            @Mixin Output output,
            @Option(names = "--kind", paramLabel = "KIND") Optional<String> kind,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") Limit limit)
            throws SQLException {
        if (kind.isPresent() && !isKnown(kind.get())) {
            return unknown(kind.get());
        }
        return output.print(
                List.of(
                        "id", "kind", "version", "state", "reason", "attempt", "run_at", "done",
                        "total", "trigger"),
                """
                SELECT id, kind, version, state, reason, attempt, nullif(run_at, 'infinity'), progress_done, progress_total,
                       trigger
                FROM jobs.job WHERE ? IN ('', kind) ORDER BY created_at DESC LIMIT ?
                """,
                kind.orElse(""),
                limit.rows());
    }

    @Command(description = "The latest attempts of a kind, without dry runs.")
    int history(
            @Mixin Output output,
            @Parameters(paramLabel = "KIND") String kind,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") Limit limit)
            throws SQLException {
        if (!isKnown(kind)) {
            return unknown(kind);
        }
        return output.print(
                List.of(
                        "job", "attempt", "outcome", "started", "seconds", "counts", "error",
                        "trigger", "cause"),
                """
                SELECT job_id, attempt, outcome, started_at,
                       round(extract(epoch FROM ended_at - started_at)::numeric, 3), counts, error_code, trigger, cause
                FROM jobs.attempt WHERE kind = ? AND NOT dry_run ORDER BY ended_at DESC LIMIT ?
                """,
                kind,
                limit.rows());
    }

    /** A stable id that is an address is masked; a Message-ID is what the far side is asked by. */
    @Command(description = "Effects of which nobody knows whether they happened.")
    int uncertain(
            @Mixin Output output,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") Limit limit)
            throws SQLException {
        return output.print(
                List.of("job", "kind", "effect", "stable_id", "since", "reason"),
                """
                SELECT e.job_id, coalesce(j.kind, a.kind, ''), e.name,
                       CASE WHEN e.stable_id LIKE '%@%' AND e.stable_id NOT LIKE '<%>'
                            THEN left(e.stable_id, 1) || '***' || substring(e.stable_id FROM '@[^@]*$')
                            ELSE e.stable_id END,
                       e.intended_at, coalesce(a.error_code, '')
                FROM jobs.effect e
                LEFT JOIN jobs.job j ON j.id = e.job_id
                LEFT JOIN LATERAL (
                    SELECT kind, error_code FROM jobs.attempt WHERE job_id = e.job_id ORDER BY ended_at DESC LIMIT 1
                ) a ON true
                WHERE e.settled_at IS NULL AND e.token IS DISTINCT FROM j.token
                ORDER BY e.intended_at LIMIT ?
                """,
                limit.rows());
    }

    @Command(
            description =
                    "Run a job now, beside a live service or without one, and wait for its end.")
    int run(
            @Parameters(paramLabel = "KIND") String kind,
            @Option(names = "--arg", paramLabel = "NAME=VALUE") @Nullable Map<String, String> args,
            @Option(names = "--tenant", paramLabel = "UUID") Optional<UUID> tenant,
            @Mixin DryRunOptions dry) {
        var typed = Optional.ofNullable(args).orElse(Map.of());
        var line = new JobRunApplication.Line(kind, typed, tenant, dry.form());
        return QuietRun.of(JobRunApplication.class, line.toArguments());
    }

    @Command(
            description =
                    "Run the sample of a kind of this service dry, to see whether it can run here.")
    int test(
            @Parameters(paramLabel = "KIND") String kind,
            @Option(names = "--json", description = "Print the report as JSON.") boolean json) {
        return QuietRun.of(SampleApplication.class, kind, json ? "JSON" : "TEXT");
    }

    private static boolean isKnown(String kind) throws SQLException {
        return !CliDatabase.query("SELECT name FROM jobs.kind WHERE name = ?", kind).isEmpty();
    }

    /** An empty list would look like that of a kind which has nothing to do. */
    private int unknown(String kind) {
        return refuse("Unknown kind: " + kind, ExitCode.USAGE);
    }

    private int refuse(String why, int code) {
        var err = command.commandLine().getErr();
        err.println(why);
        err.flush();
        return code;
    }
}
