package dev.nightmail.maintenance.retention;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.pace.Pace;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.maintenance.retention.PruneRepository.Batch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes our own bookkeeping when its time is over: old days whole, the rest in batches at the
 * database's pace, each a transaction.
 *
 * <p>Safe to repeat: what is gone is not found again. Goes on behind the last batch, whether that
 * one is gone or, in a dry run, still there.
 */
@ApplicationScoped
class PruneJobsJob implements Job<PruneJobsJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("maintenance.prune-jobs", Args.class, "maintenance")
                    .ofInstallation()
                    .taking(Duration.ofMinutes(30), Duration.ofHours(4));

    private static final String ATTEMPTS = "jobs.attempt_";

    @RegisterForReflection
    record Args() {}

    /**
     * How far a run is. One that goes on later may first come to a day that has grown old since.
     *
     * @param done subjects of which nothing is left, and days of which nothing is left to keep
     * @param subject of the last batch, unless it is done
     * @param after where that batch ended
     */
    @RegisterForReflection
    record Place(List<String> done, String subject, String after) {

        Place then(String next, Batch batch) {
            return batch.next()
                    .map(last -> new Place(done, next, last))
                    .orElseGet(() -> new Place(and(next), "", ""));
        }

        String after(String next) {
            return subject.equals(next) ? after : "";
        }

        private List<String> and(String last) {
            return Stream.concat(done.stream(), Stream.of(last)).toList();
        }
    }

    /** A batch behind the one before; counts what it does. */
    private interface Step {
        Batch take(Chunk chunk, String after, int atMost);
    }

    private final PruneRepository bookkeeping;
    private final InForce<PruneConfig> settings;
    private final Pacing pacing;

    PruneJobsJob(PruneRepository bookkeeping, InForce<PruneConfig> settings, Pacing pacing) {
        this.bookkeeping = bookkeeping;
        this.settings = settings;
        this.pacing = pacing;
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
        var pace = pacing.begin();
        var config = settings.now();
        dropDays(context, pace, config);
        prune(context, pace, "job_failure", config.failures());
        prune(context, pace, "tick", config.ticks());
        prune(context, pace, "effect", config.effects());
        prune(context, pace, "worker", config.workers());
        return JobResult.completed();
    }

    private void dropDays(JobContext context, Pace pace, PruneConfig config) {
        // Failures that are kept from a day this old are pruned in the same run.
        var ancient = context.read(() -> bookkeeping.listDays(config.failures().minusDays(1)));
        if (!ancient.isEmpty()) {
            context.estimate("job_failure lacks what comes from days of attempts that are dropped");
        }
        for (var day : context.read(() -> bookkeeping.listDays(config.attempts()))) {
            if (day.startsWith(ATTEMPTS)) {
                keepFailures(context, pace, day);
            }
            context.chunk(chunk -> {
                bookkeeping.dropDay(day);
                chunk.count("partitionsDropped", 1);
                chunk.sample("partitionsDropped", day);
            });
        }
    }

    private void keepFailures(JobContext context, Pace pace, String day) {
        batches(
                context,
                pace,
                day,
                (chunk, after, atMost) -> {
                    var batch = bookkeeping.keepFailures(day, after, atMost);
                    chunk.count("failuresKept", batch.rows());
                    return batch;
                });
    }

    private void prune(JobContext context, Pace pace, String subject, Duration age) {
        batches(
                context,
                pace,
                subject,
                (chunk, after, atMost) -> {
                    var batch = bookkeeping.prune(subject, age, after, atMost);
                    chunk.destroyed(subject, batch.rows());
                    return batch;
                });
    }

    /** Until nothing is left of the subject, or of the day. */
    private static void batches(JobContext context, Pace pace, String subject, Step step) {
        var place = place(context);
        while (!place.done().contains(subject)) {
            var from = place;
            pace.chunk(
                    context,
                    (chunk, atMost) -> {
                        var batch = step.take(chunk, from.after(subject), atMost);
                        chunk.checkpoint(from.then(subject, batch));
                        return batch.next().isPresent() ? atMost : 0;
                    });
            place = place(context);
        }
    }

    private static Place place(JobContext context) {
        return context.checkpoint(Place.class).orElse(new Place(List.of(), "", ""));
    }
}
