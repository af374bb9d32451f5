package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncKinds;

/** A sync whose connection comes from the test. */
record LoggedInJob(Work work) implements Job<SyncKinds.Args> {

    /** What the job does. */
    interface Work {
        JobResult run(SyncKinds.Args args, JobContext job) throws Exception;
    }

    @Override
    public JobKind<SyncKinds.Args> kind() {
        return SyncKinds.AGAIN;
    }

    @Override
    public JobResult run(SyncKinds.Args args, JobContext context) throws Exception {
        return work.run(args, context);
    }
}
