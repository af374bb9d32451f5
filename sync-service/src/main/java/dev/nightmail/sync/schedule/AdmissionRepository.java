package dev.nightmail.sync.schedule;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.account.SyncKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Which accounts are due, and which of them may be synced now, in a transaction of the machinery.
 */
@ApplicationScoped
public class AdmissionRepository {

    private static final String[] KINDS = {SyncKinds.FIRST.name(), SyncKinds.AGAIN.name()};

    /**
     * Deadline by deadline, at most so many of each provider and in all; those of back-fills are
     * counted apart. Alive is what runs or waits for a slot: a job that waits for its next try
     * takes no place, and keeps its account from being admitted.
     */
    private static final String ADMIT =
            """
            WITH alive AS MATERIALIZED (
                SELECT kind, (args ->> 'accountId')::uuid AS account FROM jobs.job
                WHERE queue IN ('sync', 'backfill') AND state = 'available' AND reason = '' AND kind = ANY (?)
                UNION ALL
                SELECT kind, (args ->> 'accountId')::uuid
                FROM jobs.worker w JOIN jobs.job j ON j.worker_id = w.id AND j.state <> 'available'
                WHERE j.state = 'running' AND kind = ANY (?)
            ), busy AS MATERIALIZED (
                SELECT a.provider, alive.kind = ? AS fills, count(*) AS n
                FROM alive JOIN sync.account a ON a.id = alive.account GROUP BY 1, 2
            ), first AS (
                SELECT id, tenant_id, provider, lacks_since, next_due_at, sync_interval_minutes, imap_host, imap_port FROM sync.account
                WHERE active AND state <> 'error' AND next_due_at <= (SELECT jobs.clock())
                ORDER BY next_due_at LIMIT ?
            ), due AS (
                SELECT id, tenant_id, provider, lacks_since IS NOT NULL AS fills,
                       next_due_at + make_interval(mins => sync_interval_minutes) AS deadline
                FROM first a
                WHERE NOT EXISTS (
                      SELECT FROM sync.host_pause p
                      WHERE p.host = lower(a.imap_host) AND p.port = a.imap_port AND p.not_before > jobs.clock())
                  AND NOT EXISTS (
                      SELECT FROM jobs.job j WHERE j.tenant_id = a.tenant_id AND j.unique_key = 'sync:' || a.id)
            ), at_provider AS (
                SELECT due.*, coalesce(busy.n, 0)
                           + row_number() OVER (PARTITION BY due.provider, due.fills ORDER BY deadline, id) AS place
                FROM due LEFT JOIN busy USING (provider, fills)
            ), in_all AS (
                SELECT each.*, coalesce((SELECT sum(n) FROM busy WHERE busy.fills = each.fills), 0)
                           + row_number() OVER (PARTITION BY fills ORDER BY deadline, id) AS place_in_all
                FROM at_provider AS each WHERE place <= ?
            )
            UPDATE sync.account a
            SET cycle_due_at = a.next_due_at,
                next_due_at = jobs.clock() + make_interval(mins => a.sync_interval_minutes) * (0.90 + random() / 20)
            FROM in_all WHERE a.id = in_all.id AND place_in_all <= ?
            RETURNING a.id, a.tenant_id, fills, deadline
            """;

    private final Sql sql;

    public AdmissionRepository(Sql sql) {
        this.sql = sql;
    }

    /** An account that may be synced now. */
    record Admitted(UUID id, UUID tenant, boolean isBackfill, Instant deadline) {}

    /** Whether no other process admits accounts; none does before the end of the transaction. */
    boolean isAlone() {
        return sql.queryOne(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended('sync.admission', 0))",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    /**
     * Takes due accounts, the earliest deadline first, and moves each to its next due time: a
     * little before its interval is over, so that its next cycle may end within it, and by an
     * amount of chance, so that accounts added together drift apart.
     *
     * @param most accounts to look at, those first that have been due for longest
     */
    List<Admitted> admit(int perProvider, int inAll, int most) {
        return sql
                .query(
                        ADMIT,
                        row ->
                                new Admitted(
                                        Columns.uuid(row, "id"),
                                        Columns.uuid(row, "tenant_id"),
                                        row.getBoolean("fills"),
                                        Columns.instant(row, "deadline")),
                        KINDS,
                        KINDS,
                        SyncKinds.FIRST.name(),
                        most,
                        perProvider,
                        inAll)
                .stream()
                .sorted(Comparator.comparing(Admitted::deadline))
                .toList();
    }

    /** Whether a sync has been waiting for a slot for some seconds, although it might run. */
    boolean isWaitedForSlots() {
        return sql.queryOne(
                        """
                        SELECT EXISTS (SELECT FROM jobs.job
                                       WHERE queue = 'sync' AND state = 'available' AND reason = ''
                                         AND run_at < jobs.clock() - interval '5 seconds')
                           AND NOT EXISTS (SELECT FROM jobs.queue WHERE name = 'sync' AND paused_at IS NOT NULL)
                        """,
                        row -> row.getBoolean(1))
                .orElseThrow();
    }
}
