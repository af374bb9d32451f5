package dev.nightmail.common.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Ran;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the tables say of jobs, over a line that no test cuts. */
final class TestRecords {

    /** An available job, and which. */
    record Next(UUID id, String kind) {}

    private final Sql sql;
    private final ObjectMapper json;

    TestRecords(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<String> liveState(UUID id) {
        return query(
                        "SELECT state || '/' || reason FROM jobs.job WHERE id = ?",
                        row -> row.getString(1),
                        id)
                .stream()
                .findFirst();
    }

    /** How long it is until the job is due, or a little more. */
    Duration dueIn(UUID id) {
        return query(
                        "SELECT ceil(extract(epoch FROM run_at - jobs.clock()))::bigint FROM jobs.job WHERE id = ?",
                        row -> Duration.ofSeconds(Math.max(0, row.getLong(1))),
                        id)
                .getFirst();
    }

    /** Arguments of the tenant's live jobs of the kind, oldest first. */
    <A extends Record> List<A> enqueued(JobKind<A> kind, UUID tenant) {
        return query(
                        "SELECT args FROM jobs.job WHERE kind = ? AND tenant_id = ? ORDER BY created_at, id",
                        row -> row.getString(1),
                        kind.name(),
                        tenant)
                .stream()
                .map(args -> read(args, kind.args()))
                .toList();
    }

    /** The tenant's job whose turn it is. */
    Optional<Next> next(UUID tenant, List<String> kinds) {
        return query(
                        """
                        SELECT id, kind FROM jobs.job
                        WHERE tenant_id = ? AND kind = ANY (?) AND state = 'available' AND reason = ''
                        ORDER BY priority, run_at, id LIMIT 1
                        """,
                        row -> new Next(Columns.uuid(row, "id"), row.getString("kind")),
                        tenant,
                        kinds.toArray(String[]::new))
                .stream()
                .findFirst();
    }

    Ran lastAttempt(UUID id) {
        var state = liveState(id);
        return query(
                        """
                        SELECT outcome, job_state, counts, error_code FROM jobs.attempt
                        WHERE job_id = ? ORDER BY attempt DESC LIMIT 1
                        """,
                        row ->
                                new Ran(
                                        id,
                                        row.getString("outcome"),
                                        Columns.findText(row, "job_state"),
                                        state,
                                        counts(row.getString("counts")),
                                        row.getString("error_code")),
                        id)
                .getFirst();
    }

    DryRunReport report(UUID id) {
        var text =
                query(
                        "SELECT report FROM jobs.attempt WHERE job_id = ? AND dry_run",
                        row -> row.getString(1),
                        id);
        return read(text.getFirst(), DryRunReport.class);
    }

    /** Something of each of a job's attempts, oldest first. */
    List<String> attempts(UUID id, String expression) {
        return query(
                "SELECT " + expression + " FROM jobs.attempt WHERE job_id = ? ORDER BY ended_at",
                row -> row.getString(1),
                id);
    }

    private <T> List<T> query(String statement, Sql.Row<T> row, Object... args) {
        return sql.transaction(Access.machinery(), () -> sql.query(statement, row, args));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> counts(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
