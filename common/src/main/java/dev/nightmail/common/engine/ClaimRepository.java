package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Moves jobs towards running. */
@ApplicationScoped
class ClaimRepository {

    private static final String CLAIMABLE =
            """
            state = 'available' AND reason = '' AND queue = ? AND priority = level.priority AND run_at >= ?
              AND array_position(?::text[], kind || '/' || version) IS NOT NULL\
            """;

    /**
     * Walks, urgent jobs first, from tenant to tenant by the index, beginning after the one that
     * was served last, and takes an equal share of each. No counter is written for it, and a tenant
     * that fills the queue costs the others nothing. Where the walk ends is a bound of the index,
     * too: else its last step would read all that waits behind it.
     *
     * <p>{@code array_position} and not {@code = ANY}: of the latter the planner thinks that it
     * lets few rows through, and then reads and sorts the whole backlog instead of walking the
     * index.
     */
    private static final String NEXT =
            """
            SELECT level.priority, tenant.tenant_id AS walked, tenant.n, tenant.share,
                   picked.id, picked.tenant_id, picked.concurrency_key
            FROM unnest('{0,1,2,3}'::smallint[]) AS level (priority)
            CROSS JOIN LATERAL (
                WITH RECURSIVE walk (tenant_id, lap, n) AS (
                    SELECT ?::uuid, 0, 0
                    UNION ALL
                    SELECT following.tenant_id, following.lap, n + 1
                    FROM walk CROSS JOIN LATERAL (
                        (SELECT tenant_id, walk.lap AS lap FROM jobs.job
                         WHERE %1$s AND tenant_id > walk.tenant_id
                           AND tenant_id <= CASE walk.lap WHEN 0 THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff' ELSE ?::uuid END
                         ORDER BY tenant_id LIMIT 1)
                        UNION ALL
                        (SELECT tenant_id, 1 FROM jobs.job
                         WHERE %1$s AND walk.lap = 0 AND tenant_id <= ?
                         ORDER BY tenant_id LIMIT 1)
                        LIMIT 1) AS following
                    WHERE n < ?
                )
                SELECT tenant_id, n, ceil(? / (count(*) OVER ())::float8)::int AS share FROM walk WHERE n > 0
            ) AS tenant
            LEFT JOIN LATERAL (
                SELECT id, tenant_id, concurrency_key FROM jobs.job
                WHERE %1$s AND tenant_id = tenant.tenant_id
                ORDER BY run_at, id LIMIT tenant.share
                FOR UPDATE SKIP LOCKED
            ) AS picked ON true
            WHERE EXISTS (SELECT FROM jobs.worker WHERE id = ? AND expires_at > jobs.clock())
              AND NOT EXISTS (SELECT FROM jobs.queue WHERE name = ? AND paused_at IS NOT NULL)
            LIMIT ?
            """
                    .formatted(CLAIMABLE);

    /** Paused or not: somebody asked for this one. */
    private static final String ONLY =
            """
            SELECT priority, tenant_id AS walked, 1 AS n, 2 AS share, id, tenant_id, concurrency_key FROM jobs.job
            WHERE id = ? AND state = 'available' AND reason = ''
              AND array_position(?::text[], kind || '/' || version) IS NOT NULL
              AND EXISTS (SELECT FROM jobs.worker WHERE id = ? AND expires_at > jobs.clock())
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * Of the jobs with a concurrency key only those are claimed whose key nobody has; with the
     * first try all others behind the key leave the index of claims, so that the next claim does
     * not meet them again.
     *
     * <p>Rows to be changed are named by an array: of a subquery the planner may think that it
     * finds so many that the whole table had better be read.
     */
    private static final String TAKE =
            """
            WITH looked AS MATERIALIZED (
            %s
            ), next AS MATERIALIZED (
                SELECT id, tenant_id, concurrency_key FROM looked WHERE id IS NOT NULL
            ), won AS (
                INSERT INTO jobs.running_key (tenant_id, key, job_id)
                SELECT DISTINCT ON (tenant_id, concurrency_key) tenant_id, concurrency_key, id
                FROM next WHERE concurrency_key IS NOT NULL
                ORDER BY tenant_id, concurrency_key, id
                ON CONFLICT DO NOTHING
                RETURNING job_id
            ), behind AS (
                UPDATE jobs.job SET reason = 'blocked' WHERE id = ANY (ARRAY (
                    SELECT others.id
                    FROM (SELECT DISTINCT tenant_id, concurrency_key FROM next WHERE concurrency_key IS NOT NULL) AS tried
                    CROSS JOIN LATERAL (
                        SELECT id FROM jobs.job j
                        WHERE state = 'available' AND reason = '' AND j.tenant_id = tried.tenant_id
                          AND j.concurrency_key = tried.concurrency_key AND id NOT IN (SELECT job_id FROM won)
                        ORDER BY priority, run_at, id LIMIT 1000
                        FOR UPDATE SKIP LOCKED) AS others))
            ), claimed AS (
                UPDATE jobs.job j
                SET state = 'running', begun = (attempt = 0), attempt = attempt + 1, token = nextval('jobs.token'), worker_id = ?,
                    started_at = jobs.clock()
                WHERE id = ANY (ARRAY (
                    SELECT id FROM next WHERE concurrency_key IS NULL OR id IN (SELECT job_id FROM won)))
                RETURNING j.id, j.token, j.worker_id, j.tenant_id, j.kind, j.attempt, j.failures, j.progress_done, j.args,
                          j.checkpoint, j.counts, j.concurrency_key IS NOT NULL AS keyed, j.dry_run, j.unguarded, j.priority
            )
            SELECT found.*, claimed.*
            FROM (SELECT count(id) AS seen, jobs.clock() AS at,
                         (SELECT walked FROM looked ORDER BY priority DESC, n DESC LIMIT 1) AS last,
                         count(*) < ? AND NOT EXISTS (
                             SELECT FROM looked GROUP BY priority, walked HAVING count(id) >= max(share)) AS is_all
                  FROM looked) AS found
            LEFT JOIN claimed ON true
            ORDER BY claimed.priority, claimed.id
            """;

    private static final String TAKE_NEXT = TAKE.formatted(NEXT);
    private static final String TAKE_ONLY = TAKE.formatted(ONLY);

    private final Sql sql;

    ClaimRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * What a claim wants.
     *
     * @param after the tenant that was served last
     * @param since what became claimable earlier is left out
     */
    record Wish(String queue, Set<String> kindIds, UUID after, Instant since, int room) {

        Wish upTo(int most) {
            return new Wish(queue, kindIds, after, since, most);
        }
    }

    /**
     * What a claim got.
     *
     * @param seen jobs that were found, those behind a concurrency key included
     * @param isAll whether nothing else was there: no tenant that the walk did not reach, and none
     *     that had as many jobs as its share
     * @param last the tenant at which the walk ended
     * @param at the machinery's time
     */
    record Catch(List<Claim> claims, int seen, boolean isAll, Optional<UUID> last, Instant at) {

        /** Of a queue that may start nothing now. */
        static final Catch NOT_NOW =
                new Catch(List.of(), 0, false, Optional.empty(), Instant.EPOCH);
    }

    /** Claims jobs that this process knows how to do; joins the present transaction. */
    Catch claim(UUID worker, Wish wish) {
        var queue = wish.queue();
        var since = wish.since();
        var kinds = wish.kindIds().toArray(String[]::new);
        return toCatch(
                sql.query(
                        TAKE_NEXT,
                        ClaimRepository::toRow,
                        wish.after(),
                        queue,
                        since,
                        kinds,
                        wish.after(),
                        queue,
                        since,
                        kinds,
                        wish.after(),
                        wish.room(),
                        wish.room(),
                        queue,
                        since,
                        kinds,
                        worker,
                        queue,
                        wish.room(),
                        worker,
                        wish.room()));
    }

    /** Claims one job by its id, if it is available. */
    Optional<Claim> claimOnly(UUID worker, UUID job, Set<String> kindIds) {
        var kinds = kindIds.toArray(String[]::new);
        return sql
                .transaction(
                        Access.machinery(),
                        () ->
                                toCatch(
                                        sql.query(
                                                TAKE_ONLY,
                                                ClaimRepository::toRow,
                                                job,
                                                kinds,
                                                worker,
                                                worker,
                                                1)))
                .claims()
                .stream()
                .findFirst();
    }

    private record Row(Optional<Claim> claim, Catch found) {}

    private static Row toRow(ResultSet row) throws SQLException {
        boolean isClaim = row.getObject("id") != null;
        return new Row(
                isClaim ? Optional.of(toClaim(row)) : Optional.empty(),
                new Catch(
                        List.of(),
                        row.getInt("seen"),
                        row.getBoolean("is_all"),
                        Columns.findUuid(row, "last"),
                        Columns.instant(row, "at")));
    }

    private static Catch toCatch(List<Row> rows) {
        var found = rows.getFirst().found();
        var claims = rows.stream().flatMap(row -> row.claim().stream()).toList();
        return new Catch(claims, found.seen(), found.isAll(), found.last(), found.at());
    }

    /** Of a job of the kind that is available, however often it has run. */
    Optional<Integer> attemptsOfWaiting(UUID job, String kindId) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                "SELECT attempt FROM jobs.job WHERE id = ? AND kind || '/' || version = ? AND state = 'available'",
                                row -> row.getInt("attempt"),
                                job,
                                kindId));
    }

    /** How the last attempt after so many ended, once there is one. */
    Optional<Engine.End> findEnd(UUID job, int before) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                """
                                SELECT outcome, attempt, counts, error_code, error_text, report
                                FROM jobs.attempt
                                WHERE job_id = ? AND attempt > ? AND outcome NOT IN ('rescued', 'returned')
                                ORDER BY ended_at DESC LIMIT 1
                                """,
                                row ->
                                        new Engine.End(
                                                row.getString("outcome").equals("completed"),
                                                "%s attempt=%d counts=%s %s %s"
                                                        .formatted(
                                                                row.getString("outcome"),
                                                                row.getInt("attempt"),
                                                                row.getString("counts"),
                                                                row.getString("error_code"),
                                                                row.getString("error_text"))
                                                        .strip(),
                                                Columns.findText(row, "report")),
                                job,
                                before));
    }

    static Claim toClaim(ResultSet row) throws SQLException {
        return new Claim(
                Columns.uuid(row, "id"),
                row.getLong("token"),
                Columns.uuid(row, "worker_id"),
                Columns.uuid(row, "tenant_id"),
                row.getString("kind"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getLong("progress_done"),
                row.getString("args"),
                Columns.findText(row, "checkpoint"),
                row.getString("counts"),
                row.getBoolean("keyed"),
                row.getBoolean("dry_run"),
                row.getBoolean("unguarded"));
    }
}
