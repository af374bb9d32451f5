package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J10")
class EffectTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void effectWhoseAttemptDiedIsUncertainToTheNext() {
        var job =
                new CountingJob(context ->
                        switch (context.effect("smtp")) {
                            case EffectState.Untouched() -> {
                                context.intend("smtp", "<id@test>");
                                throw new IllegalStateException("died");
                            }
                            case EffectState.Uncertain(var stableId) ->
                                    new JobResult.Uncertain(stableId);
                            case EffectState.Settled settled -> JobResult.completed();
                        });

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));
        var second = engine.attempt(job, first.jobId());
        engine.later(Duration.ofDays(3));

        assertThat(second.errorCode()).isEqualTo("<id@test>");
        assertThat(engine.liveState(first.jobId())).contains("scheduled/uncertain");
    }

    @Test
    void uncertainJobGoesOnWithWhatAPersonHasFoundOut() {
        var job =
                new CountingJob(context ->
                        switch (context.effect("smtp")) {
                            case EffectState.Untouched() -> {
                                context.intend("smtp", "<id@test>");
                                yield new JobResult.Uncertain("no-reply");
                            }
                            case EffectState.Uncertain uncertain ->
                                    new JobResult.Uncertain("no-reply");
                            case EffectState.Settled(var id, var outcome) ->
                                    JobResult.completed(outcome, 1);
                        });
        var first = engine.run(job, new Args(1), tenant);

        var byAStranger = resolve(first.jobId(), UUID.randomUUID());
        var byTheOwner = resolve(first.jobId(), tenant);
        var again = resolve(first.jobId(), tenant);
        var second = engine.attempt(job, first.jobId());

        assertThat(byAStranger).isFalse();
        assertThat(byTheOwner).isTrue();
        assertThat(again).isFalse();
        assertThat(second.jobState()).contains("completed");
        assertThat(second.counts()).containsEntry("seen", 1L);
    }

    private boolean resolve(UUID job, UUID by) {
        return engine.sql.transaction(
                Access.worker(by), () -> engine.jobs.resolve(job, "seen", "key:ada"));
    }

    @Test
    void effectSettledInTheLastTransactionIsKnownAfterwards() {
        var job =
                new CountingJob(context -> {
                    context.intend("smtp", "<id@test>");
                    return context.complete(chunk -> chunk.settle("smtp", "250"));
                });

        var ran = engine.run(job, new Args(1), tenant);

        assertThat(ran.jobState()).contains("completed");
        assertThat(outcomeOfEffect(ran.jobId())).isEqualTo("250");
    }

    private String outcomeOfEffect(UUID job) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql
                                .queryOne(
                                        "SELECT outcome FROM jobs.effect WHERE job_id = ? AND settled_at IS NOT NULL",
                                        row -> row.getString(1),
                                        job)
                                .orElseThrow());
    }
}
