package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Moves jobs towards running. */
@ApplicationScoped
class ClaimRepository {

    private final Sql sql;
    private final EngineMetrics metrics;

    ClaimRepository(Sql sql, EngineMetrics metrics) {
        this.sql = sql;
        this.metrics = metrics;
    }

    /**
     * What a claim wants.
     *
     * @param after the tenant that was served last
     * @param since by priority; what became claimable earlier is left out
     */
    record Wish(String queue, Set<String> kindIds, UUID after, List<Instant> since, int room) {

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
     * @param fronts by priority; up to where nothing is left that became claimable earlier, if that
     *     is known
     */
    record Catch(
            List<Claim> claims,
            int seen,
            boolean isAll,
            Optional<UUID> last,
            List<Optional<Instant>> fronts) {

        /** Of a queue that may start nothing now. */
        static final Catch NOT_NOW = new Catch(List.of(), 0, false, Optional.empty(), List.of());

        /** Where the next claim begins: at the fronts that are known, else where this one did. */
        List<Instant> beyond(List<Instant> since) {
            var next = new ArrayList<>(since);
            for (int rank = 0; rank < fronts.size(); rank++) {
                next.set(rank, fronts.get(rank).orElse(since.get(rank)));
            }
            return List.copyOf(next);
        }
    }

    /** Claims jobs that this process knows how to do; joins the present transaction. */
    Catch claim(UUID worker, Wish wish) {
        var queue = wish.queue();
        var since = wish.since().stream().map(Instant::toString).toArray(String[]::new);
        var kinds = wish.kindIds().toArray(String[]::new);
        return toCatch(
                sql.query(
                        ClaimStatements.TAKE_NEXT,
                        ClaimRepository::toRow,
                        worker,
                        queue,
                        since,
                        wish.after(),
                        queue,
                        kinds,
                        wish.after(),
                        queue,
                        kinds,
                        wish.after(),
                        wish.room(),
                        wish.room(),
                        queue,
                        kinds,
                        wish.room(),
                        worker,
                        wish.room(),
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
                                                ClaimStatements.TAKE_ONLY,
                                                ClaimRepository::toRow,
                                                worker,
                                                job,
                                                kinds,
                                                worker,
                                                1,
                                                1)))
                .claims()
                .stream()
                .findFirst();
    }

    private record Row(Optional<Claim> claim, Catch found, Map<String, Integer> blocked) {}

    private static Row toRow(ResultSet row) throws SQLException {
        boolean isClaim = row.getObject("id") != null;
        return new Row(
                isClaim ? Optional.of(toClaim(row)) : Optional.empty(),
                new Catch(
                        List.of(),
                        row.getInt("seen"),
                        row.getBoolean("is_all"),
                        Columns.findUuid(row, "last"),
                        Columns.findInstants(row, "fronts")),
                toBlocked(row));
    }

    private static Map<String, Integer> toBlocked(ResultSet row) throws SQLException {
        var kinds = (String[]) row.getArray("blocked_kinds").getArray();
        var jobs = (Integer[]) row.getArray("blocked").getArray();
        var blocked = new TreeMap<String, Integer>();
        for (int i = 0; i < kinds.length; i++) {
            blocked.put(kinds[i], jobs[i]);
        }
        return blocked;
    }

    private Catch toCatch(List<Row> rows) {
        var found = rows.getFirst().found();
        var blocked = rows.getFirst().blocked();
        sql.afterCommit(() -> blocked.forEach(metrics::blocked));
        var claims = rows.stream().flatMap(row -> row.claim().stream()).toList();
        return new Catch(claims, found.seen(), found.isAll(), found.last(), found.fronts());
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
