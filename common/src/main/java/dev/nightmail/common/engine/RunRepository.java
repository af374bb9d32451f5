package dev.nightmail.common.engine;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What a running job writes about itself, in the caller's transaction. */
@ApplicationScoped
class RunRepository {

    private final Sql sql;

    RunRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks the job's row for the rest of the transaction.
     *
     * @throws LostClaimException when another worker owns the job
     */
    void prove(Claim claim) {
        var proof = proof(claim);
        if (sql.queryOne(proof.query(), row -> true, proof.args().toArray()).isEmpty()) {
            throw proof.otherwise().get();
        }
    }

    /** The same, for the beginning of a transaction. */
    Sql.Condition proof(Claim claim) {
        return new Sql.Condition(
                "SELECT 1 FROM jobs.job WHERE id = ? AND token = ? FOR UPDATE",
                List.of(claim.id(), claim.token()),
                () -> new LostClaimException(claim.id(), claim.token()));
    }

    /** Notes that the attempt has got its slot; the first one counts as such from its claim on. */
    void begin(Claim claim) {
        sql.update(
                "UPDATE jobs.job SET begun = true WHERE id = ? AND token = ?",
                claim.id(),
                claim.token());
    }

    /** What a chunk leaves behind on the job's row. */
    record Trace(Optional<String> checkpoint, Optional<Progress> progress, String counts) {}

    /** How far a job is, in units of its own. */
    record Progress(long done, long total) {}

    void save(Claim claim, Trace trace) {
        sql.update(
                """
                UPDATE jobs.job
                SET checkpoint = coalesce(?::jsonb, checkpoint),
                    failures = CASE WHEN ?::bigint > progress_done THEN 0 ELSE failures END,
                    progress_done = coalesce(?::bigint, progress_done),
                    progress_total = coalesce(?::bigint, progress_total),
                    counts = counts || ?::jsonb
                WHERE id = ? AND token = ?
                """,
                trace.checkpoint(),
                trace.progress().map(Progress::done),
                trace.progress().map(Progress::done),
                trace.progress().map(Progress::total),
                trace.counts(),
                claim.id(),
                claim.token());
    }

    EffectState effect(Claim claim, String name) {
        return sql.queryOne(
                        """
                        SELECT stable_id, settled_at IS NOT NULL AS settled, outcome
                        FROM jobs.effect WHERE job_id = ? AND name = ?
                        """,
                        row ->
                                row.getBoolean("settled")
                                        ? (EffectState)
                                                new EffectState.Settled(
                                                        row.getString("stable_id"),
                                                        row.getString("outcome"))
                                        : new EffectState.Uncertain(
                                                name, row.getString("stable_id")),
                        claim.id(),
                        name)
                .orElseGet(EffectState.Untouched::new);
    }

    /** The effects that were begun and not settled, oldest first. */
    List<EffectState.Uncertain> unsettled(Claim claim) {
        return sql.query(
                """
                SELECT name, stable_id FROM jobs.effect
                WHERE job_id = ? AND settled_at IS NULL ORDER BY intended_at, name
                """,
                row -> new EffectState.Uncertain(row.getString("name"), row.getString("stable_id")),
                claim.id());
    }

    /** A repeated intent keeps the first stable id and takes the newer token. */
    void intend(Claim claim, Effect effect) {
        sql.update(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                VALUES (?, ?, ?, ?, ?, jobs.clock())
                ON CONFLICT (job_id, name) DO UPDATE
                SET token = excluded.token, intended_at = excluded.intended_at, settled_at = NULL, outcome = ''
                WHERE jobs.effect.token <= excluded.token
                """,
                claim.id(),
                effect.name(),
                claim.tenant(),
                effect.stableId(),
                claim.token());
    }

    void settle(Claim claim, String name, String outcome) {
        sql.update(
                """
                UPDATE jobs.effect SET settled_at = jobs.clock(), outcome = ?
                WHERE job_id = ? AND name = ? AND token <= ?
                """,
                outcome,
                claim.id(),
                name,
                claim.token());
    }
}
