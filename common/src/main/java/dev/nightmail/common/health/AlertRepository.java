package dev.nightmail.common.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Probes, readings and alerts, in the caller's transaction. */
@ApplicationScoped
class AlertRepository {

    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    /**
     * By index, whatever the statistics say of a queue that was empty when it was counted, and not
     * for long.
     */
    private static final String BOUNDS =
            """
            SELECT set_config('statement_timeout', '5s', true), set_config('enable_seqscan', 'off', true),
                   set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)
            """;

    private static final String TAKE =
            """
            SELECT jobs.clock() AS now FROM health.probe
            WHERE name = ? AND looked_at <= jobs.clock() - make_interval(secs => ?)
            FOR UPDATE SKIP LOCKED
            """;

    private static final String READINGS =
            """
            WITH found AS (
                SELECT * FROM jsonb_to_recordset(?::jsonb)
                         AS r (name text, subject text, verdict text, numbers jsonb, troubles text[])
            ), gone AS (
                DELETE FROM health.reading o WHERE probe = ? AND NOT EXISTS (
                    SELECT FROM found f WHERE f.name = o.name AND f.subject = o.subject)
            )
            INSERT INTO health.reading AS r (name, subject, probe, verdict, numbers, troubles)
            SELECT name, subject, ?, verdict, numbers, troubles FROM found
            ON CONFLICT (name, subject) DO UPDATE
            SET probe = excluded.probe, verdict = excluded.verdict, numbers = excluded.numbers,
                troubles = excluded.troubles
            """;

    private static final String SEEN =
            """
            FROM jsonb_to_recordset(?::jsonb) AS s (id uuid, kind text, subject text, severity text, numbers jsonb)
            """;

    private static final String SEE =
            """
            UPDATE health.alert a SET last_seen_at = ?, well_since = NULL, numbers = s.numbers
            """
                    + SEEN
                    + "WHERE a.kind = s.kind AND a.subject = s.subject AND a.resolved_at IS NULL";

    private static final String RAISE =
            """
            INSERT INTO health.alert (id, kind, subject, probe, severity, numbers, raised_at, last_seen_at)
            SELECT id, kind, subject, ?, severity, numbers, now, now FROM (
            SELECT s.*, ?::timestamptz AS now
            """
                    + SEEN
                    + """
                    ) AS s
                    ON CONFLICT (kind, subject) WHERE resolved_at IS NULL DO NOTHING RETURNING *
                    """;

    private static final String MARK_WELL =
            """
            UPDATE health.alert SET well_since = coalesce(well_since, ?)
            WHERE probe = ? AND resolved_at IS NULL AND last_seen_at < ?
            """;

    private static final String RESOLVE =
            """
            UPDATE health.alert SET resolved_at = ?::timestamptz
            WHERE probe = ? AND resolved_at IS NULL AND well_since <= ?::timestamptz - make_interval(secs => ?)
            RETURNING *
            """;

    private final Sql sql;
    private final Ids ids;
    private final ObjectMapper json;

    AlertRepository(Sql sql, Ids ids, ObjectMapper json) {
        this.sql = sql;
        this.ids = ids;
        this.json = json;
    }

    /** A reading as it is stored. */
    @RegisterForReflection
    record Stored(
            String name,
            String subject,
            String verdict,
            Map<String, Double> numbers,
            List<String> troubles) {}

    /** A trouble as its row is first written. */
    @RegisterForReflection
    record Seen(
            UUID id, String kind, String subject, String severity, Map<String, Double> numbers) {}

    /** An alert, open or resolved. */
    record Alert(
            UUID id,
            String kind,
            String subject,
            String severity,
            Map<String, Double> numbers,
            Instant raisedAt,
            Instant lastSeenAt,
            Optional<Instant> resolvedAt) {

        AlertFact toFact() {
            return new AlertFact(id, kind, subject, severity, raisedAt, numbers);
        }
    }

    /** Makes the row of a probe that is looked at for the first time; its first look is due. */
    void add(String probe) {
        sql.update(
                """
                INSERT INTO health.probe (name, since, looked_at) VALUES (?, jobs.clock(), 'epoch')
                ON CONFLICT (name) DO NOTHING
                """,
                probe);
    }

    /**
     * Locks the probe; the time by the database, or empty when it is not due or being looked at.
     */
    Optional<Instant> take(String probe, Duration interval) {
        sql.query(BOUNDS, row -> true);
        return sql.queryOne(TAKE, row -> Columns.instant(row, "now"), probe, interval);
    }

    void release(String probe, Instant now) {
        sql.update("UPDATE health.probe SET looked_at = ? WHERE name = ?", now, probe);
    }

    /** Replaces what the last look of the probe has found. */
    void keep(String probe, List<Reading> readings) {
        var rows = readings.stream().map(AlertRepository::toStored).toList();
        sql.update(READINGS, write(rows), probe, probe);
    }

    private static Stored toStored(Reading reading) {
        return new Stored(
                reading.name(),
                reading.subject(),
                reading.verdict().text(),
                reading.numbers(),
                reading.troubles().stream().map(Trouble::code).toList());
    }

    /**
     * Notes that these troubles are still there, and raises those that are new; returns the new.
     */
    List<Alert> see(String probe, List<Reading> readings, Instant now) {
        var seen = new ArrayList<Seen>();
        for (var reading : readings) {
            for (var trouble : reading.troubles()) {
                seen.add(
                        new Seen(
                                ids.next(),
                                trouble.code(),
                                reading.subject(),
                                trouble.severity().text(),
                                reading.numbers()));
            }
        }
        sql.update(SEE, now, write(seen));
        return sql.query(RAISE, this::toAlert, probe, now, write(seen));
    }

    /** Resolves what the probe has not seen for so long; returns it. */
    List<Alert> resolve(String probe, Instant now, Duration calm) {
        sql.update(MARK_WELL, now, probe, now);
        return sql.query(RESOLVE, this::toAlert, now, probe, now, calm);
    }

    private String write(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reading is not JSON", e);
        }
    }

    Alert toAlert(ResultSet row) throws SQLException {
        return new Alert(
                Columns.uuid(row, "id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("severity"),
                numbers(row),
                Columns.instant(row, "raised_at"),
                Columns.instant(row, "last_seen_at"),
                Columns.findInstant(row, "resolved_at"));
    }

    Map<String, Double> numbers(ResultSet row) throws SQLException {
        try {
            return json.readValue(row.getString("numbers"), NUMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored reading cannot be read", e);
        }
    }
}
