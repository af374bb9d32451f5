package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that is known of one job. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "One job with its attempts, and what the log said of those that failed.")
final class JobShowCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of(
                    "attempt",
                    "kind",
                    "version",
                    "tenant",
                    "outcome",
                    "job_state",
                    "trigger",
                    "actor",
                    "cause",
                    "args",
                    "dry_run",
                    "started",
                    "ended",
                    "next",
                    "counts",
                    "error",
                    "error_text",
                    "trace_id",
                    "log");

    private static final String ATTEMPTS =
            """
            SELECT attempt, kind, version, tenant_id, outcome, coalesce(job_state, ''), trigger, actor, cause, args,
                   dry_run::text, started_at, ended_at, NULL::timestamptz, counts, error_code, error_text, trace_id, coalesce(log, '')
            FROM (SELECT job_id, %1$s FROM jobs.attempt UNION ALL
                  SELECT job_id, %1$s FROM jobs.job_failure f WHERE NOT EXISTS (
                      SELECT FROM jobs.attempt a
                      WHERE a.job_id = f.job_id AND a.attempt = f.attempt AND a.ended_at = f.ended_at)) AS kept
            WHERE job_id = ? ORDER BY ended_at
            """
                    .formatted(
                            "attempt, kind, version, tenant_id, outcome, job_state, trigger, actor, cause, args, dry_run, started_at,"
                                    + " ended_at, counts, error_code, error_text, trace_id, log");

    /** In the columns of an attempt that has not ended; between two attempts, of the next one. */
    private static final String LIVE =
            """
            SELECT CASE state WHEN 'running' THEN attempt ELSE attempt + 1 END, kind, version, tenant_id, state, reason, trigger, actor, cause, args,
                   dry_run::text, CASE state WHEN 'running' THEN started_at END, NULL::timestamptz,
                   CASE WHEN state <> 'running' THEN nullif(run_at, 'infinity') END, counts, '', '', NULL, ''
            FROM jobs.job WHERE id = ?
            """;

    @Mixin final Output output = new Output();
    @Spec CommandSpec command;

    @Parameters(paramLabel = "ID")
    UUID job;

    @Override
    public Integer call() throws SQLException {
        var rows = CliDatabase.query(ATTEMPTS, job);
        rows.addAll(CliDatabase.query(LIVE, job));
        if (rows.isEmpty()) {
            return new Answer(command).refused("Unknown job: " + job);
        }
        var out = output.command.commandLine().getOut();
        if (output.json) {
            new Table(COLUMNS, rows).print(out, true);
        } else {
            rows.forEach(row -> print(row, out));
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    /** Line by line, without what is empty. */
    private static void print(List<JsonNode> row, PrintWriter out) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            var text = Cell.text(row.get(i));
            if (!text.isEmpty()) {
                out.printf(
                        "%-10s  %s%n", COLUMNS.get(i), text.replace("\n", "\n" + " ".repeat(12)));
            }
        }
        out.println();
    }
}
