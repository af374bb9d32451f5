package dev.nightmail.maintenance.retention;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Deletes our own bookkeeping when its time is over: old days whole, the rest in small batches,
 * each a transaction.
 *
 * <p>Safe to repeat: what is gone is not found again.
 */
@ApplicationScoped
class PruneJobsJob implements Job<PruneJobsJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("maintenance.prune-jobs", Args.class, "maintenance");

    private static final int BATCH = 1000;

    @RegisterForReflection
    record Args() {}

    private final PruneRepository bookkeeping;
    private final PruneConfig config;

    PruneJobsJob(PruneRepository bookkeeping, PruneConfig config) {
        this.bookkeeping = bookkeeping;
        this.config = config;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public List<Schedule<Args>> schedules() {
        return List.of(Schedule.at("maintenance.prune-jobs", "23 3 * * *", "UTC", new Args()));
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        for (var partition : context.read(() -> bookkeeping.listPartitions(config.attempts()))) {
            context.chunk(chunk -> {
                chunk.count("failuresKept", bookkeeping.dropPartition(partition));
                chunk.count("partitionsDropped", 1);
            });
        }
        prune(context, "job_failure", config.failures());
        prune(context, "tick", config.ticks());
        prune(context, "effect", config.effects());
        prune(context, "worker", config.workers());
        return JobResult.completed();
    }

    private void prune(JobContext context, String subject, Duration age) {
        var isLeft = new boolean[] {true};
        while (isLeft[0] && !context.isCancelled()) {
            context.chunk(chunk -> {
                long pruned = bookkeeping.prune(subject, age, BATCH);
                chunk.count(subject, pruned);
                isLeft[0] = pruned == BATCH;
            });
        }
    }
}
