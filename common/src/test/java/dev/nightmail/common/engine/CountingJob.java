package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
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
    private int runs;

    CountingJob(Body body) {
        this.body = body;
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
}
