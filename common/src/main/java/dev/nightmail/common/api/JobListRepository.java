package dev.nightmail.common.api;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the jobs of a list, newest first, in the caller's transaction.
 *
 * <p>Live and ended jobs are in different tables, and of each as many are looked at as one page
 * needs. A filter that passes jobs over looks at some thousands more and then stops: the page ends
 * where the look did, and may have fewer jobs than it could, even none, before the last page.
 */
@ApplicationScoped
class JobListRepository {

    private static final int MOST_PASSED_OVER = 5_000;

    /**
     * A job that is driven again has more than one end; only its last one counts, and that only
     * while it is not alive.
     */
    static final String LOOK =
            """
            WITH waiting AS (
                SELECT 'waiting' AS source, id, kind, NULL::timestamptz AS ended_at,
                       CASE WHEN reason = 'uncertain' THEN 'uncertain' ELSE 'pending' END AS state
                FROM jobs.job WHERE state <> 'running' AND id < ? ORDER BY id DESC LIMIT ?
            ), running AS (
                SELECT 'running' AS source, id, kind, NULL::timestamptz AS ended_at, 'processing' AS state
                FROM jobs.job WHERE state = 'running' AND worker_id IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?
            ), ended AS (
                SELECT each.* FROM unnest(?::text[]) AS wanted (job_state) CROSS JOIN LATERAL (
                    SELECT wanted.job_state AS source, job_id AS id, kind, ended_at,
                           CASE wanted.job_state WHEN 'discarded' THEN 'failed' ELSE wanted.job_state END AS state
                    FROM jobs.attempt WHERE job_state = wanted.job_state AND job_id < ?
                    ORDER BY job_id DESC LIMIT ?) AS each
            ), looked AS MATERIALIZED (
                SELECT * FROM waiting UNION ALL SELECT * FROM running UNION ALL SELECT * FROM ended
            ), horizon AS (
                SELECT max(lowest)::uuid AS id
                FROM (SELECT min(id::text) AS lowest FROM looked GROUP BY source HAVING count(*) >= ?) AS stopped
            )
            SELECT horizon.id AS horizon, item.id
            FROM horizon LEFT JOIN LATERAL (
                SELECT id FROM looked
                WHERE (horizon.id IS NULL OR looked.id >= horizon.id) AND ? IN ('', kind) AND ? IN ('', state)
                  AND (source <> 'discarded'
                       OR NOT EXISTS (SELECT FROM jobs.job j WHERE j.id = looked.id)
                          AND NOT EXISTS (SELECT FROM jobs.attempt later
                                          WHERE later.job_id = looked.id AND later.job_state IS NOT NULL
                                            AND later.ended_at > looked.ended_at))
                ORDER BY id DESC LIMIT ?) AS item ON true
            ORDER BY item.id DESC
            """;

    private final Sql sql;

    JobListRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Some jobs of a list.
     *
     * @param next after which job the list goes on; empty at its end
     */
    record Found(List<UUID> ids, Optional<UUID> next) {}

    Found list(JobFilter filter) {
        var rows = sql.query(LOOK, JobListRepository::toRow, arguments(filter));
        var ids = rows.stream().flatMap(row -> row.id().stream()).toList();
        var page = filter.page(ids);
        return new Found(
                page,
                page.size() < ids.size() ? Optional.of(page.getLast()) : rows.getFirst().horizon());
    }

    /** In the order of the statement. */
    static Object[] arguments(JobFilter filter) {
        int most = filter.passesOver() ? MOST_PASSED_OVER : filter.limit() + 1;
        return new Object[] {
            filter.before(),
            filter.wantsWaiting() ? most : 0,
            filter.before(),
            filter.wantsRunning() ? most : 0,
            filter.endsWanted(),
            filter.before(),
            most,
            most,
            filter.kind().orElse(""),
            filter.state().map(JobFilter.State::text).orElse(""),
            filter.limit() + 1
        };
    }

    private record Row(Optional<UUID> horizon, Optional<UUID> id) {}

    private static Row toRow(ResultSet row) throws SQLException {
        return new Row(Columns.findUuid(row, "horizon"), Columns.findUuid(row, "id"));
    }
}
