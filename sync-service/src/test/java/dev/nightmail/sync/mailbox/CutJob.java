package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncKinds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A job that does what the test says, and may be cut between two chunks. */
record CutJob(Work work) implements Job<SyncKinds.Args> {

    /** What the job does. */
    interface Work {
        JobResult run(JobContext job) throws Exception;
    }

    /** The context, which fails at the chunk that follows after so many. */
    static JobContext after(int chunks, JobContext job) {
        var left = new AtomicInteger(chunks);
        return (JobContext)
                Proxy.newProxyInstance(
                        JobContext.class.getClassLoader(),
                        new Class<?>[] {JobContext.class},
                        (_, method, args) -> {
                            if (method.getName().equals("chunk") && left.getAndDecrement() == 0) {
                                throw new IllegalStateException("cut");
                            }
                            try {
                                return method.invoke(job, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Override
    public JobKind<SyncKinds.Args> kind() {
        return SyncKinds.AGAIN;
    }

    @Override
    public JobResult run(SyncKinds.Args args, JobContext context) throws Exception {
        return work.run(context);
    }
}
