package dev.nightmail.bench.queue;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;

/** Does what the bench says, and ends in one of the two ways that jobs can. */
record BenchJob(End end) implements Job<BenchJob.Args> {

    static final JobKind<Args> KIND = JobKind.of("bench.do-little", Args.class, "bench");

    /** As small as arguments get. */
    record Args(int number) {}

    /** How the job ends. */
    @FunctionalInterface
    interface End {
        JobResult reach(int number, JobContext context);
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        return end.reach(args.number(), context);
    }
}
