package dev.nightmail.notification.alert;

import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.notification.alert.NotificationRepository.New;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/** Makes a fact a notice with a job that mails it, in the caller's transaction. */
@ApplicationScoped
class Notices {

    private final NotificationRepository notifications;
    private final Jobs jobs;
    private final OperatorConfig operator;
    private final Ids ids;
    private final InstantSource clock;

    Notices(
            NotificationRepository notifications,
            Jobs jobs,
            OperatorConfig operator,
            Ids ids,
            InstantSource clock) {
        this.notifications = notifications;
        this.jobs = jobs;
        this.operator = operator;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Once for each time that it happens to the subject. The job waits a little: what comes
     * meanwhile goes in the same mail.
     *
     * @param owner whose the notice is
     */
    void add(UUID owner, CloudEvent event, UUID subject, int occurrence) {
        var id = ids.next();
        var now = clock.instant();
        var notification = new New(id, owner, event.type(), subject, occurrence, event.data(), now);
        if (notifications.insert(notification)) {
            var job =
                    NewJob.of(
                            SendNotificationJob.KIND,
                            new SendNotificationJob.Args(id),
                            owner,
                            Trigger.EVENT,
                            FactConsumer.NAME);
            jobs.enqueue(job.notBefore(now.plus(operator.gather())));
        }
    }
}
