package dev.nightmail.common.health;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What attempts have come to, in the caller's transaction.
 *
 * <p>They are counted on from look to look, by the index of kind and end, so that a look costs what
 * has ended since the last one. What ended a moment ago may be in a transaction that is not over
 * yet, and is left to a later look.
 */
@ApplicationScoped
class HistoryRepository {

    /** A transaction that ends an attempt is over long before. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** Attempts are kept for so long unless somebody wants more. */
    private static final Duration KEPT = Duration.ofDays(14);

    private static final Duration NEAR = Duration.ofMinutes(1);
    private static final int MOST = 250_000;

    private static final String FAR =
            "SELECT ended_at FROM jobs.attempt WHERE kind = ? AND ended_at > ? AND ended_at <= ? ORDER BY ended_at OFFSET ? LIMIT 1";

    /**
     * The code of an end that a job has planned begins with a small letter; an exception's is the
     * name of its class.
     */
    private static final String COUNT =
            """
            WITH fresh AS MATERIALIZED (
                SELECT ended_at, extract(epoch FROM ended_at - started_at) AS took, outcome, error_code,
                       error_code ~ '^[a-z]' AND error_code NOT IN ('quarantined', 'timed-out') AS is_planned
                FROM jobs.attempt WHERE kind = ? AND ended_at > ? AND ended_at <= ? AND NOT dry_run
            ), ends AS (
                SELECT max(ended_at) AS ended, max(ended_at) FILTER (WHERE outcome = 'completed') AS succeeded FROM fresh
            ), counted AS (
                INSERT INTO health.tally AS t
                    (kind, slot, completed, failed, discarded, quarantined, other, longest)
                SELECT ?, date_bin('10 min', ended_at, '2000-01-01Z') AS slot,
                       count(*) FILTER (WHERE outcome = 'completed'),
                       count(*) FILTER (WHERE outcome = 'failed'),
                       count(*) FILTER (WHERE outcome = 'discarded'),
                       count(*) FILTER (WHERE outcome = 'discarded' AND error_code = 'quarantined'),
                       count(*) FILTER (WHERE outcome IN ('rescued', 'uncertain', 'parked')),
                       coalesce(max(took) FILTER (WHERE outcome IN ('completed', 'failed', 'discarded')
                                                    AND error_code <> 'quarantined'), 0)
                FROM fresh WHERE ended_at > ?::timestamptz - interval '25 hours' GROUP BY slot
                ON CONFLICT (kind, slot) DO UPDATE
                SET completed = t.completed + excluded.completed, failed = t.failed + excluded.failed,
                    discarded = t.discarded + excluded.discarded, quarantined = t.quarantined + excluded.quarantined,
                    other = t.other + excluded.other, longest = greatest(t.longest, excluded.longest)
            )
            UPDATE health.kind_history h
            SET until = ?, last_ended_at = coalesce(ends.ended, last_ended_at),
                last_success_at = coalesce(ends.succeeded, last_success_at),
                failures_in_row = CASE WHEN ends.succeeded IS NULL THEN failures_in_row ELSE 0 END + (
                    SELECT count(*) FROM fresh
                    WHERE (outcome = 'failed' OR outcome = 'discarded' AND NOT is_planned)
                      AND (ends.succeeded IS NULL OR ended_at > ends.succeeded))
            FROM ends WHERE h.kind = ?
            """;

    private static final String KINDS =
            """
            SELECT h.*, extract(epoch FROM k.expected) AS expected_seconds,
                   extract(epoch FROM k.greatest) AS greatest_seconds,
                   coalesce((SELECT max(longest) FROM health.tally t
                             WHERE t.kind = h.kind AND t.slot > h.until - interval '20 minutes'), 0) AS longest
            FROM health.kind_history h
            JOIN (SELECT DISTINCT ON (name) name, expected, greatest FROM jobs.kind ORDER BY name, version DESC) k
              ON k.name = h.kind
            """;

    private static final String ENDS =
            """
            SELECT t.kind, k.queue, sum(completed) AS completed, sum(failed) AS failed, sum(discarded) AS discarded,
                   sum(quarantined) AS quarantined, sum(other) AS other
            FROM health.tally t
            JOIN (SELECT DISTINCT ON (name) name, queue FROM jobs.kind ORDER BY name, version DESC) k ON k.name = t.kind
            WHERE slot > ?::timestamptz - interval '24 hours' GROUP BY t.kind, k.queue
            """;

    /** A pause that is over begins the waiting anew. */
    private static final String PLANNED =
            """
            SELECT s.name, s.cron, coalesce(s.zone, '') AS zone, extract(epoch FROM coalesce(s.every, '0')) AS every,
                   extract(epoch FROM s.jitter) AS jitter, s.revised_at,
                   extract(epoch FROM coalesce(k.greatest, '0')) AS greatest,
                   greatest(s.revised_at, h.last_success_at,
                            (SELECT max(resumed_at) FROM jobs.schedule_pause p WHERE p.schedule = s.name)) AS from_then,
                   h.until > jobs.clock() - interval '5 minutes' AS is_counted
            FROM jobs.schedule s
            JOIN health.kind_history h ON h.kind = s.kind
            LEFT JOIN jobs.kind k ON k.name = s.kind AND k.version = s.version
            WHERE s.retired_at IS NULL AND s.paused_at IS NULL
            """;

    private final Sql sql;

    HistoryRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * A kind, and what has been counted of it.
     *
     * @param expected in seconds, as are the others; empty in rows of a release that does not say
     * @param longest of the attempts that ended of late
     */
    record Kind(
            String name,
            Instant until,
            Optional<Instant> lastEndedAt,
            long failuresInRow,
            double longest,
            Optional<Double> expected,
            Optional<Double> greatest) {}

    /**
     * A schedule that is to give jobs.
     *
     * @param from when its kind succeeded last, or its declaration or a pause made it begin anew
     */
    record Planned(
            String name,
            Optional<String> cron,
            String zone,
            Duration every,
            Duration jitter,
            Instant revisedAt,
            Duration greatest,
            Instant from,
            boolean isCounted) {}

    /** Begins to count kinds that are new, and forgets counts that are older than a day. */
    void begin(Instant now) {
        sql.update(
                """
                INSERT INTO health.kind_history (kind, until) SELECT DISTINCT name, ?::timestamptz FROM jobs.kind
                ON CONFLICT (kind) DO NOTHING
                """,
                now.minus(KEPT));
        sql.update(
                "DELETE FROM health.tally WHERE slot < ?::timestamptz - interval '25 hours'", now);
    }

    List<Kind> list() {
        return sql.query(KINDS, HistoryRepository::toKind);
    }

    /** Counts what has ended since; where that is very much, some of it. */
    void count(Kind kind, Instant now) {
        var settled = now.minus(SETTLED);
        if (settled.isAfter(kind.until())) {
            var until = settled;
            if (kind.until().isBefore(now.minus(NEAR))) {
                until = far(kind, settled).orElse(settled);
            }
            sql.update(
                    COUNT, kind.name(), kind.until(), until, kind.name(), now, until, kind.name());
        }
    }

    private Optional<Instant> far(Kind kind, Instant settled) {
        return sql.queryOne(
                FAR,
                row -> Columns.instant(row, "ended_at"),
                kind.name(),
                kind.until(),
                settled,
                MOST);
    }

    Map<String, Tally> endsByKind(Instant now) {
        return ends("kind", now);
    }

    Map<String, Tally> endsByQueue(Instant now) {
        return ends("queue", now);
    }

    private Map<String, Tally> ends(String column, Instant now) {
        record Row(String name, Tally ends) {}
        var result = new HashMap<String, Tally>();
        sql.query(ENDS, row -> new Row(row.getString(column), toTally(row)), now)
                .forEach(row -> result.merge(row.name(), row.ends(), Tally::and));
        return result;
    }

    List<Planned> planned() {
        return sql.query(PLANNED, HistoryRepository::toPlanned);
    }

    private static Tally toTally(ResultSet row) throws SQLException {
        return new Tally(
                row.getLong("completed"),
                row.getLong("failed"),
                row.getLong("discarded"),
                row.getLong("quarantined"),
                row.getLong("other"));
    }

    private static Kind toKind(ResultSet row) throws SQLException {
        return new Kind(
                row.getString("kind"),
                Columns.instant(row, "until"),
                Columns.findInstant(row, "last_ended_at"),
                row.getLong("failures_in_row"),
                row.getDouble("longest"),
                findSeconds(row, "expected_seconds"),
                findSeconds(row, "greatest_seconds"));
    }

    private static Optional<Double> findSeconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(seconds);
    }

    private static Planned toPlanned(ResultSet row) throws SQLException {
        return new Planned(
                row.getString("name"),
                Columns.findText(row, "cron"),
                row.getString("zone"),
                Duration.ofSeconds(row.getLong("every")),
                Duration.ofSeconds(row.getLong("jitter")),
                Columns.instant(row, "revised_at"),
                Duration.ofSeconds(row.getLong("greatest")),
                Columns.instant(row, "from_then"),
                row.getBoolean("is_counted"));
    }
}
