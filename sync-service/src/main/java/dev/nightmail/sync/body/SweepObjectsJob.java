package dev.nightmail.sync.body;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.storage.Storage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes objects of bodies and attachments that no row names: what a fetch left that died before
 * its row, what a newer fetch replaced, and what was of messages that are gone. An object of less
 * than a day may still get its row.
 *
 * <p>Safe to repeat: what is gone is not found again. Which objects are to go is committed before
 * they do, so that a run which dies in between counts them once.
 */
@ApplicationScoped
class SweepObjectsJob implements Job<SweepObjectsJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("sync.sweep-objects", Args.class, "maintenance")
                    .ofInstallation()
                    .taking(Duration.ofMinutes(10), Duration.ofHours(4));

    private static final Duration AGE = Duration.ofDays(1);
    private static final int PAGE = 200;

    @RegisterForReflection
    record Args() {}

    /**
     * How far a run is.
     *
     * @param after the last object that was looked at
     * @param doomed those up to there that are being deleted
     */
    @RegisterForReflection
    record Place(String after, List<String> doomed) {}

    private final Storage storage;
    private final BodyRepository bodies;
    private final InstantSource clock;

    SweepObjectsJob(Storage storage, BodyRepository bodies, InstantSource clock) {
        this.storage = storage;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public List<Schedule<Args>> schedules() {
        return List.of(Schedule.at("sync.sweep-objects", "41 4 * * *", "UTC", new Args()));
    }

    @Override
    public JobResult run(Args args, JobContext context) throws IOException {
        var before = clock.instant().minus(AGE);
        var place = context.checkpoint(Place.class).orElseGet(() -> new Place("", List.of()));
        delete(context, place.doomed());
        if (!context.isDryRun()) {
            storage.discardUnfinished(before);
        }
        for (var page = storage.list(place.after(), PAGE);
                !page.isEmpty();
                page = storage.list(place.after(), PAGE)) {
            context.stopIfAsked();
            place = sweep(context, page, before);
        }
        return JobResult.completed();
    }

    private Place sweep(JobContext context, List<String> page, Instant before) throws IOException {
        var old = page.stream().filter(reference -> isOurs(reference, before)).toList();
        var unnamed = context.read(() -> bodies.listUnnamed(old));
        var place = new Place(page.getLast(), unnamed);
        context.chunk(chunk -> {
            chunk.checkpoint(place);
            chunk.count("deleted", unnamed.size());
            unnamed.forEach(reference -> chunk.sample("deleted", reference));
        });
        delete(context, unnamed);
        return place;
    }

    private void delete(JobContext context, List<String> references) throws IOException {
        if (context.isDryRun()) {
            return;
        }
        for (var reference : references) {
            storage.delete(reference);
        }
    }

    private static boolean isOurs(String reference, Instant before) {
        return Storage.isOlder(reference, Keeper.BODY, before)
                || Storage.isOlder(reference, Keeper.ATTACHMENT, before);
    }
}
