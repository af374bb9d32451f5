package dev.nightmail.common.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Looks for the end of a job, in the caller's transaction. */
@ApplicationScoped
class AttemptEndRepository {

    /**
     * A job that lost its worker, was handed back or put off goes on by itself. None ends before it
     * was made, so that older days of the history are passed by.
     */
    private static final String LATEST =
            """
            SELECT outcome, started_at, ended_at, coalesce(report, counts) AS results, error_code, error_text
            FROM jobs.attempt
            WHERE job_id = ? AND outcome NOT IN ('rescued', 'returned', 'snoozed')
              AND ended_at >= uuid_extract_timestamp(?) - interval '1 day'
            ORDER BY ended_at DESC LIMIT 1
            """;

    private final Sql sql;
    private final ObjectMapper json;

    AttemptEndRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Empty while the job waits or runs. */
    Optional<AttemptEnd> find(UUID job) {
        return sql.queryOne(LATEST, this::toEnd, job, job);
    }

    private AttemptEnd toEnd(ResultSet row) throws SQLException {
        var started = Columns.instant(row, "started_at");
        return new AttemptEnd(
                row.getString("outcome"),
                started,
                Duration.between(started, Columns.instant(row, "ended_at")),
                toJson(row.getString("results")),
                new AttemptEnd.Failure(row.getString("error_code"), row.getString("error_text")));
    }

    private JsonNode toJson(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What PostgreSQL stores as JSON is JSON", e);
        }
    }
}
