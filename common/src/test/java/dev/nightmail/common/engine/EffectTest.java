package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J10")
class EffectTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void jobWhoseAttemptDiedWithinAnEffectWaitsForAPersonUnlessItsKindKnowsBetter() {
        var job = new CountingJob(context -> died(context));

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));
        var second = engine.attempt(job, first.jobId());
        engine.later(Duration.ofDays(3));

        assertThat(second.errorCode()).isEqualTo("uncertain-effect");
        assertThat(job.runs()).isOne();
        assertThat(engine.liveState(first.jobId())).contains("scheduled/uncertain");
    }

    @Test
    @Tag("J18")
    void uncertainJobIsToldToTheWorldInTheTransactionThatMakesItSo() {
        var job = new CountingJob(context -> new JobResult.Uncertain("no-reply"));

        var ran = engine.run(job, new Args(1), tenant);

        assertThat(facts(ran.jobId()))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact)
                                .contains("dev.nightmail.job.uncertain")
                                .contains("no-reply"));
    }

    @Test
    void effectThatALookUpFindsIsSettledBeforeTheJobGoesOn() {
        var job =
                new CountingJob(
                        context ->
                                switch (context.effect("smtp")) {
                                    case EffectState.Untouched untouched -> died(context);
                                    case EffectState.Uncertain uncertain ->
                                            new JobResult.Uncertain("not asked");
                                    case EffectState.Settled(var id, var outcome) ->
                                            JobResult.completed(outcome, 1);
                                },
                        new Verdict.Settle("found"));

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));
        var second = engine.attempt(job, first.jobId());

        assertThat(second.counts()).containsEntry("found", 1L);
        assertThat(outcomeOfEffect(first.jobId())).isEqualTo("found");
    }

    @Test
    void effectThatIsRepeatedHappensUnderItsFirstId() {
        var ids = new ArrayList<String>();
        var job =
                new CountingJob(
                        context -> {
                            var effect = new Effect("smtp", "attempt " + context.attempt());
                            ids.add(
                                    context.perform(
                                            effect,
                                            intent -> {
                                                intent.record();
                                                return intent.stableId();
                                            },
                                            ""));
                            if (context.attempt() == 1) {
                                throw new IllegalStateException("died");
                            }
                            return context.complete(chunk -> chunk.settle("smtp", "250"));
                        },
                        new Verdict.Repeat());

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));
        var second = engine.attempt(job, first.jobId());

        assertThat(second.jobState()).contains("completed");
        assertThat(ids).containsExactly("attempt 1", "attempt 1");
    }

    @Test
    void actThatFailsBeforeItsIntentHasTouchedNothing() {
        var job =
                new CountingJob(context ->
                        context.attempt() == 1
                                ? context.perform(
                                        Effects.MAIL,
                                        intent -> {
                                            throw new IllegalStateException("too early");
                                        },
                                        JobResult.completed())
                                : JobResult.completed());

        var first = engine.run(job, new Args(1), tenant);
        engine.later(Duration.ofMinutes(2));

        assertThat(engine.attempt(job, first.jobId()).jobState()).contains("completed");
    }

    @Test
    void uncertainJobGoesOnWithWhatAPersonHasFoundOut() {
        var job =
                new CountingJob(context ->
                        switch (context.effect("smtp")) {
                            case EffectState.Untouched() -> {
                                Effects.record(context);
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

    @Test
    void effectSettledInTheLastTransactionIsKnownAfterwards() {
        var job =
                new CountingJob(context -> {
                    Effects.record(context);
                    return context.complete(chunk -> chunk.settle("smtp", "250"));
                });

        var ran = engine.run(job, new Args(1), tenant);

        assertThat(ran.jobState()).contains("completed");
        assertThat(outcomeOfEffect(ran.jobId())).isEqualTo("250");
    }

    private static JobResult died(JobContext context) {
        Effects.record(context);
        throw new IllegalStateException("died");
    }

    private List<String> facts(UUID job) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                "SELECT event FROM events.outbox WHERE key = ?",
                                row -> row.getString(1),
                                tenant + "/" + job));
    }

    private boolean resolve(UUID job, UUID by) {
        return engine.sql.transaction(
                Access.worker(by), () -> engine.steering.resolve(job, "seen", "key:ada"));
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
