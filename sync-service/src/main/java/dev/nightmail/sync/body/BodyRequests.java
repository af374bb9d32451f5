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
     * Who asks for one meanwhile does not wait for its turn.
     *
     * @return how many jobs are new
     */
    public int ahead(UUID tenant, Collection<UUID> messages) {
        var wanted = bodies.listWithout(messages, settings.now().ttl());
        return jobs.enqueueAll(
                wanted.stream()
                        .map(one ->
                                NewJob.of(
                                                FetchBodyJob.KIND,
                                                new FetchBodyJob.Args(
                                                        one.message(), Optional.empty(), true),
                                                tenant,
                                                Trigger.JOB,
                                                "fetch-ahead")
                                        .oneAtATime(oneConnection(one.account()))
                                        .with(Priority.LOW))
                        .toList());
    }

    /**
     * Somebody waits for the body, or for one of its attachments; the job that fetches it. Its row
     * comes first: a job that is writing its last word has ended then, and is not taken for one
     * that lives.
     */
    UUID ask(UUID tenant, FetchBodyJob.Args wanted, String actor) {
        views.hold(wanted.messageId(), wanted.attachment());
        var asked = NewJob.of(FetchBodyJob.KIND, wanted, tenant, Trigger.API, actor);
        var keyed =
                views.findAccount(wanted.messageId())
                        .map(account -> asked.oneAtATime(oneConnection(account)))
                        .orElse(asked);
        var job = jobs.enqueue(keyed.with(Priority.HIGH));
        views.asked(wanted.messageId(), wanted.attachment(), job.id());
        return job.id();
    }

    /** Of an account one body or attachment is fetched at a time, beside its sync. */
    private static String oneConnection(UUID account) {
        return "bodies:" + account;
    }
}
