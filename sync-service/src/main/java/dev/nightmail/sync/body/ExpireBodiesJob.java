package dev.nightmail.sync.body;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.sync.body.ExpiredBodyRepository.Expired;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Forgets the bodies whose time is over, the oldest first; their objects are swept the next day.
 * Nobody is shown one before that either: who asks for it has it fetched anew.
 *
 * <p>Safe to repeat: it goes on with what is over by then.
 */
@ApplicationScoped
class ExpireBodiesJob implements Job<ExpireBodiesJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("sync.expire-bodies", Args.class, "maintenance")
                    .ofInstallation()
                    .taking(Duration.ofMinutes(5), Duration.ofHours(2));

    static final int PAGE = 500;

    @RegisterForReflection
    record Args() {}

    private final ExpiredBodyRepository bodies;
    private final InForce<BodyConfig> settings;
    private final InstantSource clock;

    ExpireBodiesJob(
            ExpiredBodyRepository bodies, InForce<BodyConfig> settings, InstantSource clock) {
        this.bodies = bodies;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public List<Schedule<Args>> schedules() {
        return List.of(Schedule.at("sync.expire-bodies", "19 4 * * *", "UTC", new Args()));
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        var before = clock.instant().minus(settings.now().ttl());
        var place = context.checkpoint(Expired.class).orElse(Expired.NONE);
        int size = PAGE;
        while (size == PAGE) {
            context.stopIfAsked();
            var page = expire(context, new ExpiredBodyRepository.Range(before, place));
            size = page.size();
            place = page.isEmpty() ? place : page.getLast();
        }
        return JobResult.completed();
    }

    private List<Expired> expire(JobContext context, ExpiredBodyRepository.Range range) {
        var page = new Page();
        context.chunk(chunk -> {
            page.bodies = bodies.expire(range, PAGE);
            if (!page.bodies.isEmpty()) {
                chunk.checkpoint(page.bodies.getLast());
                chunk.count("expired", page.bodies.size());
                page.bodies.forEach(body -> chunk.sample("expired", body.id().toString()));
            }
        });
        return page.bodies;
    }

    /** What a chunk has found, out of it. */
    private static final class Page {
        private List<Expired> bodies = List.of();
    }
}
