package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at jobs, and runs one. */
@Command(
        name = "jobs",
        description = "Jobs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {

    @Command(description = "Live jobs: waiting, running, held.")
    int list(
            @Mixin Output output,
            @Option(names = "--kind", paramLabel = "KIND") Optional<String> kind,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") int limit)
            throws SQLException {
        return output.print(
                List.of(
                        "id",
                        "kind",
                        "state",
                        "reason",
                        "attempt",
                        "run_at",
                        "progress",
                        "trigger"),
                """
                SELECT id, kind, state, reason, attempt, date_trunc('second', run_at),
                       progress_done || '/' || progress_total, trigger
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
        return output.print(
                List.of(
                        "job", "attempt", "outcome", "started", "seconds", "counts", "error",
                        "trigger", "cause"),
                """
                SELECT job_id, attempt, outcome, date_trunc('second', started_at),
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
}
