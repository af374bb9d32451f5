package dev.nightmail.sync.body;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Asks for bodies, in the caller's transaction. */
@ApplicationScoped
public class BodyRequests {

    private final Jobs jobs;
    private final BodyRepository bodies;
    private final BodyViewRepository views;
    private final InForce<BodyConfig> settings;

    BodyRequests(
            Jobs jobs,
            BodyRepository bodies,
            BodyViewRepository views,
            InForce<BodyConfig> settings) {
        this.jobs = jobs;
        this.bodies = bodies;
        this.views = views;
        this.settings = settings;
    }

    /**
     * Fetches these messages ahead, behind what people wait for, but for those whose bodies are
     * fresh; for flagged mail, say. In the transaction of a job; a repeat enqueues nothing anew.
     *
     * @return how many jobs are new
     */
    public int ahead(UUID tenant, Collection<UUID> messages) {
        var wanted = bodies.listWithout(messages, settings.now().ttl());
        return jobs.enqueueAll(
                wanted.stream()
                        .map(id ->
                                NewJob.of(
                                                FetchBodyJob.KIND,
                                                new FetchBodyJob.Args(id, Optional.empty()),
                                                tenant,
                                                Trigger.JOB,
                                                "fetch-ahead")
                                        .with(Priority.LOW))
                        .toList());
    }

    /** Somebody waits for the body, or for one of its attachments; the job that fetches it. */
    UUID ask(UUID tenant, FetchBodyJob.Args wanted, String actor) {
        var job =
                jobs.enqueue(
                        NewJob.of(FetchBodyJob.KIND, wanted, tenant, Trigger.API, actor)
                                .with(Priority.HIGH));
        views.asked(wanted.messageId(), wanted.attachment(), job.id());
        return job.id();
    }
}
