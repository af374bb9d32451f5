package dev.nightmail.common.engine;

import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import java.time.Duration;

/** A job whose run the test writes. */
final class CountingJob implements Job<CountingJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("test.count-runs", Args.class, "test")
                    .retriedAfter(Duration.ofMinutes(1), Duration.ofMinutes(5));

    record Args(int number) {}

    record Page(int done) {}

    /** What the job does. */
    @FunctionalInterface
    interface Body {
        JobResult run(JobContext context) throws Exception;
    }

    private final Body body;
    private final Verdict verdict;
    private int runs;

    CountingJob(Body body) {
        this(body, new Verdict.Hold("uncertain-effect"));
    }

    /** With an answer of its own to effects in doubt. */
    CountingJob(Body body, Verdict verdict) {
        this.body = body;
        this.verdict = verdict;
    }

    int runs() {
        return runs;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public JobResult run(Args args, JobContext context) throws Exception {
        runs++;
        return body.run(context);
    }

    @Override
    public Verdict resolve(Args args, EffectState.Uncertain effect, JobContext context) {
        return verdict;
    }
}
