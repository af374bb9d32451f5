package dev.nightmail.common.engine;

import dev.nightmail.common.engine.Ending.Next.Again;
import dev.nightmail.common.engine.Ending.Next.Over;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes down how attempts ended, in the caller's transaction. */
@ApplicationScoped
class EndingRepository {

    /** The columns of a job that its attempts repeat. */
    static final String OF_JOB =
            "tenant_id, kind, version, queue, trigger, actor, cause, args, created_at, started_at, worker_id, progress_done, progress_total, dry_run";

    private static final String ATTEMPT =
            """
            INSERT INTO jobs.attempt (job_id, attempt, %1$s, token, ended_at, outcome, job_state, counts, error_code,
                                      error_text)
            SELECT id, attempt, %1$s, token, jobs.clock()
            """
                    .formatted(OF_JOB)
                    .stripTrailing();

    /** What a job that is driven again needs besides what its attempts say. */
    static final String REDRIVE =
            "jsonb_build_object('priority', priority, 'unique_key', unique_key, 'concurrency_key', concurrency_key, 'checkpoint', checkpoint)";

    /**
     * One statement for many jobs: what grouping saves is the commit, and most of the round trips.
     *
     * <p>There is nothing to join, hence no order of it to choose: a join that begins with the live
     * jobs reads all of them for each group. The counts to add are looked up by token.
     */
    private static final String COMPLETE =
            """
            WITH ended AS MATERIALIZED (
                SELECT ?::uuid[] AS ids, ?::jsonb AS more
            ), gone AS (
                DELETE FROM jobs.job
                WHERE id = ANY ((SELECT ids FROM ended)::uuid[]) AND (SELECT more FROM ended) -> token::text IS NOT NULL
                RETURNING *, counts || ((SELECT more FROM ended) -> token::text) AS total
            )
            """
                    + ATTEMPT
                    + ", 'completed', 'completed', total, '', '' FROM gone";

    private static final String END =
            "WITH gone AS (DELETE FROM jobs.job WHERE id = ? AND token = ? RETURNING *) "
                    + ATTEMPT.replace("error_text)", "error_text, report, log, redrive)")
                    + ", ?, ?, counts || ?::jsonb, ?, ?, ?::jsonb, ?::text, "
                    + REDRIVE
                    + " FROM gone";

    private static final String KEEP =
            ATTEMPT.replace("error_text)", "error_text, log)")
                    + ", ?, NULL, counts || ?::jsonb, ?, ?, ?::text FROM jobs.job WHERE id = ? AND token = ? FOR UPDATE";

    private static final String RELEASE =
            """
            UPDATE jobs.job
            SET state = ?, reason = ?, failures = failures + ?, token = NULL, worker_id = NULL, started_at = NULL,
                run_at = CASE WHEN ? THEN greatest(run_at, jobs.place(queue, priority, tenant_id, run_at))
                              WHEN ?::float8 IS NULL THEN 'infinity'
                              ELSE jobs.clock() + make_interval(secs => ?::float8) END
            WHERE id = ? AND token = ?
            """;

    private final Sql sql;

    EndingRepository(Sql sql) {
        this.sql = sql;
    }

    /** A completed job and the counts, JSON, to add. */
    record Completion(Claim claim, String counts) {}

    /** Completes many jobs at once; returns how many were still this worker's. */
    int complete(List<Completion> completions) {
        return sql.update(
                COMPLETE,
                completions.stream().map(c -> c.claim().id().toString()).toArray(String[]::new),
                completions.stream()
                        .map(c -> "\"" + c.claim().token() + "\":" + c.counts())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    /**
     * Writes the attempt and what becomes of the job. One that a person wants cancelled does not
     * run again; one that would be over without being done, although something outside may have
     * happened, is uncertain.
     *
     * @return the ending that was written
     * @throws LostClaimException when the job is another worker's
     */
    Ending end(Claim claim, Ending wanted) {
        var ending = decided(claim, wanted);
        int changed =
                switch (ending.next()) {
                    case Over(var state) -> over(claim, ending, state);
                    case Again again -> release(claim, ending, again);
                };
        if (changed == 0) {
            throw new LostClaimException(claim.id(), claim.token());
        }
        return ending;
    }

    private Ending decided(Claim claim, Ending wanted) {
        var ending =
                wanted.next() instanceof Again && isToBeCancelled(claim)
                        ? Ending.cancelled(Stop.CANCELLED)
                        : wanted;
        return ending.isGivenUp() && hasOpenEffect(claim.id())
                ? Ending.uncertain(ending.errorCode()).with(wanted.log())
                : ending.with(wanted.log());
    }

    /** Locks the job, so that no wish comes between. */
    private boolean isToBeCancelled(Claim claim) {
        return sql.queryOne(
                        "SELECT cancellation <> '' FROM jobs.job WHERE id = ? AND token = ? FOR UPDATE",
                        row -> row.getBoolean(1),
                        claim.id(),
                        claim.token())
                .orElse(false);
    }

    /** Whether the job has begun something outside of which nobody knows how it ended. */
    boolean hasOpenEffect(UUID job) {
        return !sql.query(
                        "SELECT 1 FROM jobs.effect WHERE job_id = ? AND settled_at IS NULL",
                        row -> true,
                        job)
                .isEmpty();
    }

    private int over(Claim claim, Ending ending, String state) {
        return sql.update(
                END,
                claim.id(),
                claim.token(),
                ending.outcome(),
                state,
                ending.counts(),
                ending.errorCode(),
                ending.errorText(),
                ending.report(),
                ending.log());
    }

    /** Whether this very claim has completed its job: for a commit whose answer was lost. */
    boolean hasCompleted(Claim claim) {
        return sql.queryOne(
                        "SELECT 1 FROM jobs.attempt WHERE job_id = ? AND token = ? AND outcome = 'completed'",
                        row -> true,
                        claim.id(),
                        claim.token())
                .isPresent();
    }

    private int release(Claim claim, Ending ending, Again again) {
        sql.update(
                KEEP,
                ending.outcome(),
                ending.counts(),
                ending.errorCode(),
                ending.errorText(),
                ending.log(),
                claim.id(),
                claim.token());
        return sql.update(
                RELEASE,
                again.state(),
                again.reason(),
                again.spendsAttempt() ? 1 : 0,
                ending.isHandedBack(),
                again.delay(),
                again.delay(),
                claim.id(),
                claim.token());
    }
}
