package dev.nightmail.common.cli;

import dev.nightmail.common.setting.Catalogue;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
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

    private static final List<String> DISCARDED_COLUMNS =
            List.of("id", "kind", "version", "state", "code", "attempt", "ended", "trigger");

    /** One that is driven again is alive, or has another end. Failures outlive the attempts. */
    private static final String DISCARDED =
            """
            SELECT job_id, kind, version, job_state, error_code, attempt, ended_at, trigger
            FROM (SELECT job_id, kind, version, job_state, error_code, attempt, ended_at, trigger FROM jobs.attempt
                  WHERE job_state = 'discarded' AND NOT dry_run AND ? IN ('', kind)
                  UNION
                  SELECT job_id, kind, version, job_state, error_code, attempt, ended_at, trigger FROM jobs.job_failure
                  WHERE job_state = 'discarded' AND NOT dry_run AND ? IN ('', kind)) AS ended
            WHERE NOT EXISTS (SELECT FROM jobs.job j WHERE j.id = ended.job_id)
              AND NOT EXISTS (SELECT FROM jobs.attempt later
                              WHERE later.job_id = ended.job_id AND later.job_state IS NOT NULL
                                AND later.ended_at > ended.ended_at)
            ORDER BY ended_at DESC LIMIT ?
            """;

    @Spec CommandSpec command;

    /** Those that live, and what becomes of some. */
    enum State {
        SCHEDULED,
        AVAILABLE,
        RUNNING,
        RETRYABLE,
        DISCARDED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(description = "Live jobs: waiting, running, held; or those that failed for good.")
    int list(
            @Mixin Output output,
            @Option(names = "--kind", paramLabel = "KIND") Optional<String> kind,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description =
                                    "Scheduled, available, running, retryable, or discarded: failed for"
                                            + " good, and not run again since.")
                    Optional<State> state,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") Limit limit)
            throws SQLException {
        if (kind.isPresent() && !isKnown(kind.get())) {
            return unknown(kind.get());
        }
        if (state.equals(Optional.of(State.DISCARDED))) {
            return output.print(
                    DISCARDED_COLUMNS, DISCARDED, kind.orElse(""), kind.orElse(""), limit.rows());
        }
        return output.print(
                List.of(
                        "id", "kind", "version", "state", "reason", "attempt", "run_at", "done",
                        "total", "trigger"),
                """
                SELECT id, kind, version, state, reason, attempt, nullif(run_at, 'infinity'), progress_done, progress_total,
                       trigger
                FROM jobs.job WHERE ? IN ('', kind) AND ? IN ('', state) ORDER BY created_at DESC LIMIT ?
                """,
                kind.orElse(""),
                state.map(State::text).orElse(""),
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
        if (isForeign(kind)) {
            return foreign(kind);
        }
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
        return isForeign(kind)
                ? foreign(kind)
                : QuietRun.of(SampleApplication.class, kind, json ? "JSON" : "TEXT");
    }

    /** Whether this binary has no such kind: then the service need not be started to find out. */
    private static boolean isForeign(String kind) {
        var ours = ours();
        return !ours.isEmpty() && !ours.contains(kind);
    }

    private int foreign(String kind) {
        return refuse(
                "Unknown kind: %s. This service knows: %s"
                        .formatted(kind, String.join(", ", ours())),
                ExitCode.USAGE);
    }

    private static List<String> ours() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.name", String.class)
                .map(service -> Catalogue.read().kinds(service))
                .orElse(List.of());
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
