package dev.nightmail.common.pace;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;

/** A job whose run the test writes, with a pace of its own. */
record PacedJob(Pacing pacing, Body body) implements Job<PacedJob.Args> {

    record Args() {}

    /** What the job does. */
    @FunctionalInterface
    interface Body {
        void run(JobContext context, Pace pace) throws Exception;
    }

    @Override
    public JobKind<Args> kind() {
        return JobKind.of("test.keep-pace", Args.class, "test");
    }

    @Override
    public JobResult run(Args args, JobContext context) throws Exception {
        body.run(context, pacing.begin());
        return JobResult.completed();
    }
}
