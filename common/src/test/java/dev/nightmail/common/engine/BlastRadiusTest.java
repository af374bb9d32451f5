package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.job.DryRunReport.End;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Ran;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs that delete more than they should. */
@Tag("J13")
class BlastRadiusTest {

    private static final int HALVES = 2;

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void runThatDeletesFarMoreThanUsualIsParkedBeforeItsChunkIsKept() {
        usually(250);

        var ran = run(2 * 626);
        engine.later(Duration.ofDays(30));

        assertThat(ran.outcome()).isEqualTo("parked");
        assertThat(ran.errorCode()).isEqualTo("blast-radius");
        assertThat(ran.counts()).containsEntry("gone", 626L);
        assertThat(engine.liveState(ran.jobId())).contains("scheduled/parked");
        assertThat(facts(ran.jobId())).isOne();
    }

    @Test
    void fiveTimesTheMedianIsStillAllowed() {
        usually(250);

        assertThat(run(2 * 625).jobState()).contains("completed");
    }

    @Test
    void upToTheFloorNothingIsParked() {
        usually(1);

        assertThat(run(1000).jobState()).contains("completed");
        assertThat(run(1002).outcome()).isEqualTo("parked");
    }

    @Test
    void sixRunsAreTooFewToTellWhatIsUsual() {
        for (int i = 0; i < 6; i++) {
            run(2);
        }

        assertThat(run(100_000).jobState()).contains("completed");
    }

    @Test
    void runsThatDeletedNothingDoNotTellWhatIsUsual() {
        usually(0);

        assertThat(run(100_000).jobState()).contains("completed");
    }

    @Test
    void runsOfOthersAndDryRunsDoNotTellWhatIsUsual() {
        for (int i = 0; i < 7; i++) {
            engine.run(deleting(2, Long.MAX_VALUE), new Args(1), UUID.randomUUID());
            engine.dryRun(deleting(2, Long.MAX_VALUE), new Args(1), tenant);
        }

        assertThat(run(100_000).jobState()).contains("completed");
    }

    @Test
    void moreThanAFifthOfATenantsRowsIsParkedFromTheFirstRunOn() {
        assertThat(runOutOf(2000, 10_000).jobState()).contains("completed");
        assertThat(runOutOf(2002, 10_000).outcome()).isEqualTo("parked");
        assertThat(runOutOf(1000, 1000).jobState()).contains("completed");
    }

    @Test
    void releasedJobGoesOnUnguardedAndSaysWhoLetIt() {
        usually(1);
        var job = deleting(5000, Long.MAX_VALUE);
        var parked = engine.run(job, new Args(1), tenant);

        assertThat(release(parked.jobId())).isTrue();
        assertThat(release(parked.jobId())).isFalse();
        var ran = engine.attempt(job, parked.jobId());

        assertThat(ran.jobState()).contains("completed");
        assertThat(cause(parked.jobId())).isEqualTo("released by ada");
    }

    @Test
    @Tag("J11")
    void dryRunCountsToTheEndAndSaysThatTheRealRunWouldBeParked() {
        usually(1);

        var report = engine.dryRun(deleting(5000, Long.MAX_VALUE), new Args(1), tenant);

        assertThat(report.counts()).containsEntry("gone", 5000L);
        assertThat(report.wouldEnd()).isEqualTo(new End("parked", "blast-radius"));
    }

    @Test
    @Tag("J18")
    void whatDestroysIsInTheAuditAndWhatDoesNotIsNot() {
        var ran = run(4);
        run(0);
        engine.dryRun(deleting(4, Long.MAX_VALUE), new Args(1), tenant);

        assertThat(audited()).containsExactly("job:" + ran.jobId() + " test completed 4");
    }

    @Test
    @Tag("J18")
    void whatARunHasDestroyedBeforeItWasParkedIsInTheAudit() {
        var parked = runOutOf(2002, 10_000);

        assertThat(parked.outcome()).isEqualTo("parked");
        assertThat(audited()).containsExactly("job:" + parked.jobId() + " test parked 1001");
    }

    @Test
    @Tag("J18")
    void whatARunHasDestroyedBeforeItsProcessDiedIsInTheAudit() {
        var job = deleting(4, Long.MAX_VALUE);
        var wanted = NewJob.of(job.kind(), new Args(1), tenant, Trigger.API, "test");
        var id = engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(wanted)).id();
        var run = new RealRun(engine.tools, engine.claim(job, id));
        run.chunk(chunk -> chunk.destroyed("gone", 3));

        engine.restart();

        assertThat(audited()).containsExactly("job:" + id + " test rescued 3");
    }

    private List<String> audited() {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                """
                                SELECT concat_ws(' ', entity, actor, details ->> 'outcome', details -> 'counts' ->> 'destroyed')
                                FROM core.audit WHERE tenant_id = ? AND action = 'job.destroy' ORDER BY id
                                """,
                                row -> row.getString(1),
                                tenant));
    }

    /** Seven runs that deleted so many rows. */
    private void usually(int rows) {
        for (int i = 0; i < 7; i++) {
            run(rows);
        }
    }

    private Ran run(int rows) {
        return engine.run(deleting(rows, Long.MAX_VALUE), new Args(1), tenant);
    }

    private Ran runOutOf(int rows, long outOf) {
        return engine.run(deleting(rows, outOf), new Args(1), tenant);
    }

    /** Deletes in two chunks; goes on behind the first when that was kept. */
    private static CountingJob deleting(int rows, long outOf) {
        return new CountingJob(context -> {
            int from = context.checkpoint(CountingJob.Page.class).map(p -> p.done()).orElse(0);
            for (int half = from; half < HALVES; half++) {
                delete(context, half + 1, half == 0 ? rows / HALVES : rows - rows / HALVES, outOf);
            }
            return JobResult.completed();
        });
    }

    private static void delete(JobContext context, int half, int rows, long outOf) {
        context.chunk(chunk -> {
            chunk.destroyed("gone", rows, outOf);
            chunk.checkpoint(new CountingJob.Page(half));
        });
    }

    private boolean release(UUID job) {
        return engine.sql.transaction(
                Access.worker(tenant), () -> engine.steering.release(job, "ada"));
    }

    private int facts(UUID job) {
        return engine.sql
                .transaction(
                        Access.machinery(),
                        () ->
                                engine.sql.query(
                                        "SELECT 1 FROM events.outbox WHERE key = ? AND event LIKE '%job.parked%'",
                                        row -> 1, tenant + "/" + job))
                .size();
    }

    private String cause(UUID job) {
        return engine.sql
                .transaction(
                        Access.machinery(),
                        () ->
                                engine.sql.queryOne(
                                        "SELECT cause FROM jobs.attempt WHERE job_id = ? AND job_state = 'completed'",
                                        row -> row.getString(1),
                                        job))
                .orElseThrow();
    }
}
