package dev.nightmail.common.health;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;

/** A job that does what the test wants. */
final class BellJob implements Job<BellJob.Args> {

    record Args(boolean isWell) {}

    /** What happens while a job runs. */
    Runnable meanwhile = () -> {};

    @Override
    public JobKind<Args> kind() {
        return JobKind.of("test.ring-bell", Args.class, "test");
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        meanwhile.run();
        return args.isWell() ? JobResult.completed() : new JobResult.Failed("broken", "");
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
            return bell.kind();
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
