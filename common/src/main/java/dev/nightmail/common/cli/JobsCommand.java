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
        synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {

    @Spec CommandSpec command;

    @Command(description = "Live jobs: waiting, running, held.")
    int list(
            @Mixin Output output,
            @Option(names = "--kind", paramLabel = "KIND") Optional<String> kind,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") int limit)
            throws SQLException {
        if (kind.isPresent() && !isKnown(kind.get())) {
            return unknown(kind.get());
        }
        return output.print(
                List.of(
                        "id", "kind", "state", "reason", "attempt", "run_at", "done", "total",
                        "trigger"),
                """
                SELECT id, kind, state, reason, attempt, run_at, progress_done, progress_total, trigger
                FROM jobs.job WHERE ? IN ('', kind) ORDER BY created_at DESC LIMIT ?
                """,
                kind.orElse(""),
                limit);
    }

    @Command(description = "The latest attempts of a kind.")
    int history(
            @Mixin Output output,
            @Parameters(paramLabel = "KIND") String kind,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") int limit)
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
                FROM jobs.attempt WHERE kind = ? ORDER BY ended_at DESC LIMIT ?
                """,
                kind,
                limit);
    }

    @Command(
            description =
                    "Run a job now, beside a live service or without one, and wait for its end.")
    int run(
            @Parameters(paramLabel = "KIND") String kind,
            @Option(names = "--arg", paramLabel = "NAME=VALUE") @Nullable Map<String, String> args,
            @Option(names = "--tenant", paramLabel = "UUID") Optional<UUID> tenant) {
        var typed = Optional.ofNullable(args).orElse(Map.of());
        var line = new JobRunApplication.Line(kind, typed, tenant);
        return QuietRun.of(JobRunApplication.class, line.toArguments());
    }

    private static boolean isKnown(String kind) throws SQLException {
        return !CliDatabase.query("SELECT name FROM jobs.kind WHERE name = ?", kind).isEmpty();
    }

    /** An empty list would look like that of a kind which has nothing to do. */
    private int unknown(String kind) {
        var err = command.commandLine().getErr();
        err.println("Unknown kind: " + kind);
        err.flush();
        return ExitCode.USAGE;
    }
}
