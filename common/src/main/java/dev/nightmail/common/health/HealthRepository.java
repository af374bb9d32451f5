package dev.nightmail.common.health;

import dev.nightmail.common.health.AlertRepository.Alert;
import dev.nightmail.common.health.AlertRepository.Stored;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was read at the last looks, and the alerts, in the caller's transaction. */
@ApplicationScoped
class HealthRepository {

    private final Sql sql;
    private final AlertRepository alerts;

    HealthRepository(Sql sql, AlertRepository alerts) {
        this.sql = sql;
        this.alerts = alerts;
    }

    /** A probe, and how long ago its last look was. */
    record Looked(String probe, double secondsAgo, Instant at) {}

    List<Stored> readings() {
        return sql.query(
                "SELECT name, subject, verdict, numbers, troubles FROM health.reading ORDER BY name, subject",
                this::toReading);
    }

    List<Looked> probes() {
        return sql.query(
                """
                SELECT name, looked_at, extract(epoch FROM jobs.clock() - looked_at) AS ago
                FROM health.probe ORDER BY name
                """,
                row ->
                        new Looked(
                                row.getString("name"),
                                row.getDouble("ago"),
                                Columns.instant(row, "looked_at")));
    }

    /** Whether cron, or a platform, has walked some service's schedules within so long. */
    boolean isWalkedByCron(Duration within) {
        return !sql.query(
                        """
                        SELECT 1 FROM jobs.walk
                        WHERE woken_by = 'external' AND walked_at > jobs.clock() - make_interval(secs => ?) LIMIT 1
                        """,
                        row -> true,
                        within)
                .isEmpty();
    }

    /** Newest first, from below the given one on. */
    List<Alert> alerts(boolean isResolvedToo, UUID before, int atMost) {
        return sql.query(
                """
                SELECT * FROM health.alert WHERE id < ? AND (? OR resolved_at IS NULL)
                ORDER BY id DESC LIMIT ?
                """,
                alerts::toAlert,
                before,
                isResolvedToo,
                atMost);
    }

    private Stored toReading(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("name"),
                row.getString("subject"),
                row.getString("verdict"),
                alerts.numbers(row),
                List.of((String[]) row.getArray("troubles").getArray()));
    }
}
