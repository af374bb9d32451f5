package dev.nightmail.common.health;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import java.time.Duration;

/** A job that does what the test wants. */
final class BellJob implements Job<BellJob.Args> {

    record Args(boolean isWell) {}

    /** What happens while a job runs. */
    Runnable meanwhile = () -> {};

    /** Whether what is not well is known to be so, or comes as a surprise. */
    boolean isPlanned;

    @Override
    public JobKind<Args> kind() {
        return JobKind.of("test.ring-bell", Args.class, "test").retriedAfter();
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        meanwhile.run();
        if (args.isWell()) {
            return JobResult.completed();
        }
        if (isPlanned) {
            return new JobResult.Failed("authentication", "");
        }
        throw new IllegalStateException("The bell is broken");
    }

    @Override
    public Verdict resolve(Args args, EffectState.Uncertain effect, JobContext context) {
        return new Verdict.Settle("heard");
    }

    /** One that does something outside, and nobody knows whether it has happened. */
    static final class LoudJob implements Job<Args> {

        private final BellJob bell = new BellJob();
        boolean isBroken = true;

        @Override
        public JobKind<Args> kind() {
            return bell.kind().retriedAfter(Duration.ofMinutes(1), Duration.ofMinutes(5));
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            if (isBroken) {
                context.perform(
                        new Effect("noise", "noise-" + context.jobId()),
                        intent -> {
                            intent.record();
                            throw new IllegalStateException("the line broke");
                        },
                        "assumed");
            }
            return JobResult.completed();
        }

        @Override
        public Verdict resolve(Args args, EffectState.Uncertain effect, JobContext context) {
            return bell.resolve(args, effect, context);
        }
    }
}
