package dev.nightmail.common.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.api.JobView.Progress;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.StoredCounts;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks at jobs, live or ended, in the caller's transaction. */
@ApplicationScoped
class JobViewRepository {

    private static final String LIVE =
            """
            SELECT id, kind, attempt, progress_done, progress_total, counts, created_at, started_at,
                   NULL::timestamptz AS ended_at,
                   CASE WHEN state IN ('scheduled', 'retryable') THEN nullif(run_at, 'infinity') END AS next_attempt_at,
                   CASE WHEN reason = 'uncertain' THEN 'uncertain' WHEN state = 'running' THEN 'processing'
                        ELSE 'pending' END AS public_state,
                   (SELECT error_code FROM jobs.attempt a WHERE a.job_id = j.id AND a.ended_at >= j.created_at
                    ORDER BY ended_at DESC LIMIT 1) AS error_code,
                   dry_run, NULL::jsonb AS report
            FROM jobs.job j WHERE id = ANY (?::uuid[])
            """;

    /** A job does not end before it was made, so that older days of the history are passed by. */
    private static final String ENDED =
            """
            SELECT DISTINCT ON (job_id)
                   job_id AS id, kind, attempt, progress_done, progress_total, counts, created_at,
                   started_at, ended_at, NULL::timestamptz AS next_attempt_at,
                   CASE job_state WHEN 'discarded' THEN 'failed' ELSE job_state END AS public_state, error_code, dry_run,
                   report
            FROM jobs.attempt
            WHERE job_id = ANY (?::uuid[]) AND job_state IS NOT NULL
              AND ended_at >= coalesce(uuid_extract_timestamp(?::uuid) - interval '1 day', '-infinity')
            ORDER BY job_id, ended_at DESC
            """;

    private final Sql sql;
    private final JobListRepository lists;
    private final ObjectMapper json;

    JobViewRepository(Sql sql, JobListRepository lists, ObjectMapper json) {
        this.sql = sql;
        this.lists = lists;
        this.json = json;
    }

    JobView.Page list(JobFilter filter) {
        var found = lists.list(filter);
        return new JobView.Page(list(found.ids()), found.next());
    }

    Optional<JobView> find(UUID id) {
        return list(List.of(id)).stream().findFirst();
    }

    /**
     * The jobs with these ids, which are in the order newest first, and so are the views. A job
     * that ends between the two looks is found by the second.
     */
    private List<JobView> list(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = ids.stream().map(UUID::toString).toArray(String[]::new);
        var views = new HashMap<UUID, JobView>();
        sql.query(LIVE, this::toView, (Object) wanted).forEach(view -> views.put(view.id(), view));
        if (views.size() < ids.size()) {
            sql.query(ENDED, this::toView, wanted, ids.getLast())
                    .forEach(view -> views.putIfAbsent(view.id(), view));
        }
        return ids.stream().map(views::get).flatMap(Stream::ofNullable).toList();
    }

    private JobView toView(ResultSet row) throws SQLException {
        return new JobView(
                Columns.uuid(row, "id"),
                row.getString("kind"),
                row.getString("public_state"),
                row.getInt("attempt"),
                new Progress(row.getLong("progress_done"), row.getLong("progress_total")),
                StoredCounts.read(json, row.getString("counts")),
                Columns.instant(row, "created_at"),
                Columns.findInstant(row, "started_at"),
                Columns.findInstant(row, "ended_at"),
                Columns.findInstant(row, "next_attempt_at"),
                Columns.findText(row, "error_code").filter(code -> !code.isEmpty()),
                row.getBoolean("dry_run"),
                Columns.findText(row, "report").map(this::toReport));
    }

    private DryRunReport toReport(String text) {
        try {
            return json.readValue(text, DryRunReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored report is no report", e);
        }
    }
}
