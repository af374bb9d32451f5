package dev.nightmail.common.engine;

/** How jobs are claimed, in SQL. */
final class ClaimStatements {

    private static final String CLAIMABLE =
            """
            state = 'available' AND reason = '' AND queue = ? AND priority = level.priority AND run_at >= level.since
              AND array_position(?::text[], kind || '/' || version) IS NOT NULL\
            """;

    /** Whether the worker's lease lasts. */
    private static final String LIVES =
            "EXISTS (SELECT FROM jobs.worker WHERE id = ? AND expires_at > jobs.clock())";

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
            SELECT level.priority, tenant.tenant_id AS walked, tenant.n, tenant.tenants, tenant.share,
                   picked.id, picked.run_at, picked.tenant_id, picked.concurrency_key
            FROM unnest('{0,1,2,3}'::smallint[], ?::text[]::timestamptz[]) AS level (priority, since)
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
                SELECT tenant_id, n, tenants, ceil(? / tenants::float8)::int AS share
                FROM (SELECT tenant_id, n, count(*) OVER () AS tenants FROM walk WHERE n > 0) AS walked
            ) AS tenant
            LEFT JOIN LATERAL (
                SELECT id, run_at, tenant_id, concurrency_key FROM jobs.job
                WHERE %1$s AND tenant_id = tenant.tenant_id
                ORDER BY run_at, id LIMIT tenant.share
                FOR UPDATE SKIP LOCKED
            ) AS picked ON true
            WHERE (SELECT may_claim FROM present)
            LIMIT ?
            """
                    .formatted(CLAIMABLE);

    /** Paused or not: somebody asked for this one. */
    private static final String ONLY =
            """
            SELECT priority, tenant_id AS walked, 1 AS n, 1 AS tenants, 2 AS share, id, run_at, tenant_id, concurrency_key
            FROM jobs.job
            WHERE id = ? AND state = 'available' AND reason = ''
              AND array_position(?::text[], kind || '/' || version) IS NOT NULL
              AND (SELECT may_claim FROM present)
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * Of the jobs with a concurrency key only those are claimed whose key nobody has; with the
     * first try all others behind the key leave the index of claims, so that the next claim does
     * not meet them again.
     *
     * <p>A front is up to where nothing is left in a priority: the last job taken of a tenant that
     * may have more, and a little before, where jobs are placed that come back; and never the last
     * second, in which older ones may still be committed. It is null where the claim did not come
     * to all tenants, or might not claim at all.
     *
     * <p>Rows to be changed are named by an array: of a subquery the planner may think that it
     * finds so many that the whole table had better be read.
     */
    private static final String TAKE =
            """
            WITH present AS MATERIALIZED (
                SELECT jobs.clock() AS at, %s AS may_claim
            ), looked AS MATERIALIZED (
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
                RETURNING kind
            ), claimed AS (
                UPDATE jobs.job j
                SET state = 'running', begun = (attempt = 0), attempt = attempt + 1, token = nextval('jobs.token'), worker_id = ?,
                    started_at = jobs.clock()
                WHERE id = ANY (ARRAY (
                    SELECT id FROM next WHERE concurrency_key IS NULL OR id IN (SELECT job_id FROM won)))
                RETURNING j.id, j.token, j.worker_id, j.tenant_id, j.kind, j.attempt, j.failures, j.progress_done, j.args,
                          j.checkpoint, j.counts, j.concurrency_key IS NOT NULL AS keyed, j.dry_run, j.unguarded, j.priority
            ), last AS MATERIALIZED (
                SELECT priority, n, walked, count(*) OVER () = ? AS is_cut
                FROM looked ORDER BY priority DESC, n DESC LIMIT 1
            ), left_to AS MATERIALIZED (
                SELECT priority, walked, max(tenants) AS tenants,
                       CASE WHEN count(id) < max(share) AND NOT EXISTS (
                                SELECT FROM last WHERE is_cut AND (last.priority, last.n) = (looked.priority, looked.n))
                            THEN 'infinity' ELSE max(run_at) END AS front
                FROM looked GROUP BY priority, walked, n
            )
            SELECT found.*, claimed.*
            FROM (SELECT ARRAY (SELECT kind FROM behind GROUP BY kind ORDER BY kind) AS blocked_kinds,
                         ARRAY (SELECT count(*)::int FROM behind GROUP BY kind ORDER BY kind) AS blocked,
                         (SELECT count(id) FROM looked) AS seen, (SELECT walked FROM last) AS last,
                         NOT EXISTS (SELECT FROM last WHERE is_cut)
                             AND NOT EXISTS (SELECT FROM left_to WHERE front < 'infinity') AS is_all,
                         ARRAY (
                             SELECT CASE WHEN NOT (SELECT may_claim FROM present) OR count(walked) = 0 AND level > (SELECT priority FROM last WHERE is_cut)
                                              OR count(front) < max(tenants) OR max(tenants) >= ? THEN NULL
                                         ELSE least(min(front) - interval '1 ms', (SELECT at - interval '1 second' FROM present)) END
                             FROM generate_series(0, 3) AS level LEFT JOIN left_to ON priority = level
                             GROUP BY level ORDER BY level) AS fronts) AS found
            LEFT JOIN claimed ON true
            ORDER BY claimed.priority, claimed.id
            """;

    static final String TAKE_NEXT =
            TAKE.formatted(
                    LIVES
                            + " AND NOT EXISTS (SELECT FROM jobs.queue WHERE name = ? AND paused_at IS NOT NULL)",
                    NEXT);
    static final String TAKE_ONLY = TAKE.formatted(LIVES, ONLY);

    private ClaimStatements() {}
}
