package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import java.time.Duration;
import java.util.UUID;

/** A job in a queue of its own, so that a running engine takes nothing of other tests. */
final class LiveJob implements Job<LiveJob.Args> {

    record Args(int number) {}

    /** What the job does. */
    @FunctionalInterface
    interface Body {
        JobResult run(Args args, JobContext context) throws Exception;
    }

    private final JobKind<Args> kind =
            JobKind.of("test.run-live", Args.class, "live-" + UUID.randomUUID())
                    .retriedAfter(Duration.ofMinutes(1));
    private final Body body;

    LiveJob(Body body) {
        this.body = body;
    }

    @Override
    public JobKind<Args> kind() {
        return kind;
    }

    @Override
    public JobResult run(Args args, JobContext context) throws Exception {
        return body.run(args, context);
    }
}
