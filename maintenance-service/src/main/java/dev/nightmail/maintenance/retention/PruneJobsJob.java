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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deletes our own bookkeeping when its time is over: old days whole, the rest in small batches,
 * each a transaction.
 *
 * <p>Safe to repeat: what is gone is not found again. Goes on behind the last batch, whether that
 * one is gone or, in a dry run, still there.
 */
@ApplicationScoped
class PruneJobsJob implements Job<PruneJobsJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("maintenance.prune-jobs", Args.class, "maintenance");

    private static final int BATCH = 1000;

    @RegisterForReflection
    record Args() {}

    /**
     * How far a run is.
     *
     * @param done subjects of which nothing is left
     * @param after where the last batch of the next one ended
     */
    @RegisterForReflection
    record Place(List<String> done, String after) {

        Place then(String subject, Optional<String> next) {
            return next.map(last -> new Place(done, last))
                    .orElseGet(() -> new Place(and(subject), ""));
        }

        private List<String> and(String subject) {
            return Stream.concat(done.stream(), Stream.of(subject)).toList();
        }
    }

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
        dropPartitions(context);
        prune(context, "job_failure", config.failures());
        prune(context, "tick", config.ticks());
        prune(context, "effect", config.effects());
        prune(context, "worker", config.workers());
        return JobResult.completed();
    }

    private void dropPartitions(JobContext context) {
        // Failures that are kept from a day this old are pruned in the same run.
        var ancient =
                context.read(() -> bookkeeping.listPartitions(config.failures().minusDays(1)));
        if (!ancient.isEmpty()) {
            context.estimate("job_failure lacks what comes from days of attempts that are dropped");
        }
        for (var partition : context.read(() -> bookkeeping.listPartitions(config.attempts()))) {
            context.chunk(chunk -> {
                chunk.count("failuresKept", bookkeeping.dropPartition(partition));
                chunk.count("partitionsDropped", 1);
                chunk.sample("partitionsDropped", partition);
            });
        }
    }

    private void prune(JobContext context, String subject, Duration age) {
        var place = place(context);
        while (!place.done().contains(subject)) {
            context.stopIfAsked();
            var from = place;
            context.chunk(chunk -> {
                var batch = bookkeeping.prune(subject, age, from.after(), BATCH);
                chunk.destroyed(subject, batch.pruned());
                chunk.checkpoint(from.then(subject, batch.next()));
            });
            place = place(context);
        }
    }

    private static Place place(JobContext context) {
        return context.checkpoint(Place.class).orElse(new Place(List.of(), ""));
    }
}
