package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.engine.CountingJob.Page;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JobLifeTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    @Tag("J1")
    void completedJobLeavesItsRowAndOneAttemptWithCounts() {
        var job = new CountingJob(context -> JobResult.completed("stored", 3));

        var ran = engine.run(job, new Args(1), tenant);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.liveState()).isEmpty();
        assertThat(ran.counts()).containsEntry("stored", 3L);
    }

    @Test
    @Tag("J2")
    void jobOfARolledBackTransactionWasNeverEnqueued() {
        var wanted = NewJob.of(CountingJob.KIND, new Args(1), tenant, Trigger.API, "test");

        assertThatThrownBy(() ->
                        engine.sql.transact(
                                Access.request(tenant),
                                () -> {
                                    engine.jobs.enqueue(wanted);
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(engine.enqueued(CountingJob.KIND, tenant)).isEmpty();
    }

    @Test
    @Tag("J2")
    void secondJobWithTheSameUniqueKeyIsTheFirst() {
        var wanted =
                NewJob.of(CountingJob.KIND, new Args(1), tenant, Trigger.API, "test").unique("one");

        var first =
                engine.sql.transaction(Access.request(tenant), () -> engine.jobs.enqueue(wanted));
        var second =
                engine.sql.transaction(Access.request(tenant), () -> engine.jobs.enqueue(wanted));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.isNew()).isFalse();
        assertThat(engine.enqueued(CountingJob.KIND, tenant)).containsExactly(new Args(1));
    }

    @Test
    @Tag("J3")
    void failedJobIsRetriedUpItsLadderAndThenDiscarded() {
        var job =
                new CountingJob(context -> {
                    throw new IllegalArgumentException("a secret");
                });

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofSeconds(50));
        assertThat(engine.liveState(first.jobId())).contains("retryable/");
        engine.later(Duration.ofSeconds(20));
        engine.attempt(job, first.jobId());
        engine.later(Duration.ofMinutes(6));
        var last = engine.attempt(job, first.jobId());

        assertThat(first.outcome()).isEqualTo("failed");
        assertThat(first.errorCode()).isEqualTo("IllegalArgumentException");
        assertThat(last.jobState()).contains("discarded");
        assertThat(job.runs()).isEqualTo(3);
        assertThat(factsOf(last.jobId())).singleElement().asString().contains("job.discarded");
    }

    @Test
    @Tag("J18")
    void textOfAForeignExceptionIsNotKept() {
        var job =
                new CountingJob(context -> {
                    throw new IllegalArgumentException("ada@example.com");
                });

        var ran = engine.run(job, new Args(1), tenant);

        assertThat(errorTexts(ran.jobId())).allMatch(text -> !text.contains("ada"));
    }

    @Test
    @Tag("J1")
    void snoozedJobSpendsNoAttempt() {
        var job = new CountingJob(context -> new JobResult.Snoozed(Duration.ofHours(1), "not-yet"));
        var id = engine.enqueue(job, new Args(1), tenant);

        for (int i = 0; i < 5; i++) {
            assertThat(engine.attempt(job, id).liveState()).contains("scheduled/snoozed");
            engine.later(Duration.ofHours(1).plusSeconds(1));
        }

        assertThat(engine.liveState(id)).contains("available/");
    }

    @Test
    @Tag("J6")
    void laterAttemptGoesOnFromTheCheckpointOfTheLastCommittedChunk() {
        var job =
                new CountingJob(context -> {
                    int done = context.checkpoint(Page.class).map(Page::done).orElse(0);
                    context.chunk(chunk -> {
                        chunk.checkpoint(new Page(done + 1));
                        chunk.count("pages", 1);
                    });
                    if (done == 0) {
                        throw new IllegalStateException("after the chunk");
                    }
                    return JobResult.completed("last", done);
                });

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));
        var second = engine.attempt(job, first.jobId());

        assertThat(second.counts()).isEqualTo(Map.of("pages", 2L, "last", 1L));
    }

    @Test
    @Tag("J6")
    void chunkThatThrowsLeavesNeitherCheckpointNorCount() {
        var job =
                new CountingJob(context -> {
                    if (context.attempt() == 1) {
                        context.chunk(chunk -> {
                            chunk.checkpoint(new Page(9));
                            chunk.count("pages", 1);
                            throw new IllegalStateException("in the chunk");
                        });
                    }
                    return JobResult.completed(
                            "resumedAt", context.checkpoint(Page.class).map(Page::done).orElse(0));
                });

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));

        assertThat(engine.attempt(job, first.jobId()).counts()).isEqualTo(Map.of("resumedAt", 0L));
    }

    @Test
    @Tag("J5")
    void staleWorkerCommitsNothingAfterItsJobWasRescued() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = engine.enqueue(job, new Args(1), tenant);
        var dead = engine.ids.next();
        engine.workers.register(dead, "test-service", Duration.ofSeconds(10));
        var stale = engine.claims.claimOnly(dead, id, Set.of(CountingJob.KIND.id())).orElseThrow();
        var sleeper = Run.of(engine.tools, stale);
        engine.later(Duration.ofSeconds(11));
        engine.rescue();
        var fresh = engine.claim(job, id);

        assertThatThrownBy(() -> sleeper.chunk(chunk -> chunk.checkpoint(new Page(1))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> Effects.record(sleeper)).isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> sleeper.complete(chunk -> {}))
                .isInstanceOf(LostClaimException.class);
        int completed =
                engine.sql.transaction(
                        Access.machinery(),
                        () ->
                                engine.endings.complete(
                                        List.of(new EndingRepository.Completion(stale, "{}"))));
        assertThat(completed).isZero();
        assertThat(fresh.token()).isGreaterThan(stale.token());
        assertThat(engine.liveState(id)).contains("running/");
    }

    @Test
    @Tag("J4")
    void jobOfALiveWorkerIsNotRescued() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = engine.enqueue(job, new Args(1), tenant);
        engine.claim(job, id);

        engine.rescue();

        assertThat(engine.liveState(id)).contains("running/");
    }

    @Test
    @Tag("J5")
    void spentIdentityCanNeitherRenewNorClaim() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = engine.enqueue(job, new Args(1), tenant);
        var worker = engine.ids.next();
        engine.workers.register(worker, "test-service", Duration.ofSeconds(10));
        engine.later(Duration.ofSeconds(11));

        assertThat(engine.workers.renew(worker, Duration.ofSeconds(10))).isFalse();
        assertThat(engine.claims.claimOnly(worker, id, Set.of(CountingJob.KIND.id()))).isEmpty();
    }

    @Test
    @Tag("J5")
    void jobWhoseClaimReplyWasLostIsGivenBack() {
        var job = new CountingJob(context -> JobResult.completed());
        var id = engine.enqueue(job, new Args(1), tenant);
        var worker = engine.register();
        var claim = engine.claims.claimOnly(worker, id, Set.of(CountingJob.KIND.id()));

        assertThat(engine.held(worker)).containsExactly(claim.orElseThrow().token());
        assertThat(engine.giveBack(worker)).isOne();
        assertThat(engine.liveState(id)).contains("available/");
    }

    private List<String> factsOf(UUID job) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                "SELECT event FROM events.outbox WHERE key = ?",
                                row -> row.getString(1),
                                tenant + "/" + job));
    }

    private List<String> errorTexts(UUID job) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                "SELECT error_text FROM jobs.attempt WHERE job_id = ?",
                                row -> row.getString(1),
                                job));
    }
}
