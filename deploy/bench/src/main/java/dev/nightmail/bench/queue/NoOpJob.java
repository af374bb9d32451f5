package dev.nightmail.bench.queue;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import java.util.Map;

/** Does nothing, and ends in one of the two ways that jobs can. */
final class NoOpJob implements Job<NoOpJob.Args> {

    static final JobKind<Args> KIND = JobKind.of("bench.do-nothing", Args.class, "bench");

    /** Leaves its end to the completer, as jobs do that write nothing last. */
    static final NoOpJob RETURNING = new NoOpJob(context -> new JobResult.Completed(Map.of()));

    /** Ends in the transaction of its last data, as jobs do that store something. */
    static final NoOpJob COMPLETING = new NoOpJob(context -> context.complete(chunk -> {}));

    /** As small as arguments get. */
    record Args(int number) {}

    private final End end;

    /** How the job ends. */
    @FunctionalInterface
    private interface End {
        JobResult reach(JobContext context);
    }

    private NoOpJob(End end) {
        this.end = end;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        return end.reach(context);
    }
}
