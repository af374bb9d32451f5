package dev.nightmail.common.health;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is so at present, in the caller's transaction. Each statement goes by an index and stops at
 * 10,001 rows of a queue, however many wait; the age of the oldest is then that of those that were
 * looked at.
 */
@ApplicationScoped
class LiveRepository {

    private static final String QUEUES =
            """
            SELECT q.queue, w.waiting, w.oldest, coalesce(r.active, 0) AS active
            FROM (SELECT DISTINCT queue FROM jobs.kind) q
            CROSS JOIN LATERAL (
                SELECT count(*) AS waiting, coalesce(extract(epoch FROM ?::timestamptz - min(run_at)), 0) AS oldest
                FROM (SELECT run_at FROM jobs.job
                      WHERE state = 'available' AND reason = '' AND queue = q.queue LIMIT 10001) AS few
            ) w
            LEFT JOIN (
                SELECT queue, count(*) AS active FROM jobs.job
                WHERE state = 'running' AND worker_id IS NOT NULL GROUP BY queue
            ) r ON r.queue = q.queue
            """;

    private static final String OUTBOXES =
            """
            SELECT s.service, w.waiting,
                   coalesce(extract(epoch FROM clock_timestamp() - (
                       SELECT created_at FROM events.outbox WHERE service = s.service ORDER BY id LIMIT 1)), 0) AS oldest
            FROM (SELECT DISTINCT service FROM jobs.kind) s
            CROSS JOIN LATERAL (
                SELECT count(*) AS waiting
                FROM (SELECT 1 FROM events.outbox WHERE service = s.service LIMIT 10001) AS few
            ) w
            """;

    /** An effect in the hands of the attempt that intended it is not uncertain. */
    private static final String UNCERTAIN =
            """
            SELECT kind, count(*) AS number, extract(epoch FROM ?::timestamptz - min(intended_at)) AS oldest
            FROM (
                SELECT coalesce(j.kind, 'unknown') AS kind, e.intended_at
                FROM jobs.effect e LEFT JOIN jobs.job j ON j.id = e.job_id
                WHERE e.settled_at IS NULL AND e.token IS DISTINCT FROM j.token
                  AND e.intended_at < ?::timestamptz - make_interval(secs => ?)
                LIMIT 10001
            ) AS few
            GROUP BY kind
            """;

    /**
     * A service whose schedules nobody has walked yet is as silent as they are old. One to which no
     * kind belongs any more, and no schedule, has another name now.
     */
    private static final String WALKS =
            """
            SELECT service,
                   coalesce(min(silence) FILTER (WHERE woken_by = 'quartz'), 'infinity') AS quartz,
                   coalesce(min(silence) FILTER (WHERE woken_by <> 'quartz'), 'infinity') AS external,
                   coalesce(max(span) FILTER (WHERE woken_by = 'external'), 0) AS span
            FROM (
                SELECT service, woken_by, extract(epoch FROM ?::timestamptz - walked_at)::float8 AS silence,
                       extract(epoch FROM walked_at - since)::float8 AS span
                FROM jobs.walk w
                WHERE EXISTS (SELECT FROM jobs.schedule s WHERE s.service = w.service AND retired_at IS NULL)
                   OR w.service IN (
                       SELECT service FROM (
                           SELECT DISTINCT ON (name) service FROM jobs.kind ORDER BY name, version DESC) AS newest)
                UNION ALL
                SELECT service, 'none', extract(epoch FROM ?::timestamptz - min(created_at))::float8, 0
                FROM jobs.schedule s WHERE retired_at IS NULL AND NOT EXISTS (
                    SELECT FROM jobs.walk w WHERE w.service = s.service)
                GROUP BY service
            ) AS heard
            GROUP BY service
            """;

    private final Sql sql;

    LiveRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of a queue; {@code waiting} ends at 10,001. */
    record Queue(String name, long waiting, long active, double oldestSeconds) {}

    /** Facts of a service that wait for Kafka. */
    record Outbox(String service, long waiting, double oldestSeconds) {}

    /** Uncertain effects of a kind. */
    record Uncertain(String name, long number, double oldestSeconds) {}

    /**
     * Seconds since the schedules of a service were walked, by what woke the walk; infinite where
     * it never did.
     *
     * @param externalSpan for how long there have been external walks without a longer pause
     */
    record Walks(String service, double quartz, double external, double externalSpan) {}

    List<Queue> queues(Instant now) {
        return sql.query(QUEUES, LiveRepository::toQueue, now);
    }

    List<Outbox> outboxes() {
        return sql.query(
                OUTBOXES,
                row ->
                        new Outbox(
                                row.getString("service"),
                                row.getLong("waiting"),
                                row.getDouble("oldest")));
    }

    /** For how many seconds the longest attempt of each kind has run that runs now. */
    Map<String, Double> running(Instant now) {
        record Row(String kind, double seconds) {}
        return sql
                .query(
                        """
                        SELECT kind, extract(epoch FROM ?::timestamptz - min(started_at)) AS seconds FROM jobs.job
                        WHERE state = 'running' AND worker_id IS NOT NULL AND NOT dry_run GROUP BY kind
                        """,
                        row -> new Row(row.getString("kind"), row.getDouble("seconds")),
                        now)
                .stream()
                .collect(Collectors.toMap(Row::kind, Row::seconds));
    }

    /**
     * Effects that have been uncertain for longer, by kind; {@code unknown} when the job is gone.
     */
    List<Uncertain> uncertain(Instant now, Duration longerThan) {
        return sql.query(
                UNCERTAIN,
                row ->
                        new Uncertain(
                                row.getString("kind"),
                                row.getLong("number"),
                                row.getDouble("oldest")),
                now,
                now,
                longerThan);
    }

    /** Refused writes since then, by kind. */
    Map<String, Long> staleWrites(Instant since) {
        record Row(String kind, long refused) {}
        return sql
                .query(
                        "SELECT kind, sum(refused) AS refused FROM jobs.stale_write WHERE refused_at > ? GROUP BY kind",
                        row -> new Row(row.getString("kind"), row.getLong("refused")),
                        since)
                .stream()
                .collect(Collectors.toMap(Row::kind, Row::refused));
    }

    List<Walks> walks(Instant now) {
        return sql.query(
                WALKS,
                row ->
                        new Walks(
                                row.getString("service"),
                                row.getDouble("quartz"),
                                row.getDouble("external"),
                                row.getDouble("span")),
                now,
                now);
    }

    /** When the probe has looked for the first time. */
    Instant since(String probe) {
        return sql.query(
                        "SELECT since FROM health.probe WHERE name = ?",
                        row -> Columns.instant(row, "since"),
                        probe)
                .getFirst();
    }

    private static Queue toQueue(ResultSet row) throws SQLException {
        return new Queue(
                row.getString("queue"),
                row.getLong("waiting"),
                row.getLong("active"),
                row.getDouble("oldest"));
    }
}
