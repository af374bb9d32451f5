package dev.nightmail.notification.alert;

import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.event.Subscription;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.notification.alert.NotificationRepository.New;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns what is told of jobs that need somebody into notices to the operator. */
@ApplicationScoped
class JobFactConsumer implements Subscription {

    private static final String CHANNEL = "job-facts";
    private static final String NAME = "notification.job-facts";

    private final Inbox inbox;
    private final NotificationRepository notifications;
    private final Jobs jobs;
    private final Ids ids;
    private final InstantSource clock;

    JobFactConsumer(
            Inbox inbox,
            NotificationRepository notifications,
            Jobs jobs,
            Ids ids,
            InstantSource clock) {
        this.inbox = inbox;
        this.notifications = notifications;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    @Incoming(CHANNEL)
    @RunOnVirtualThread
    public void take(ConsumerRecords<String, String> records) throws InterruptedException {
        inbox.take(NAME, records, this::note);
    }

    private void note(CloudEvent event) {
        if (JobFact.Type.find(event.type()).isEmpty()) {
            return;
        }
        var job = inbox.data(event, JobFact.class);
        if (job.kind().equals(SendNotificationJob.KIND.name())) {
            return;
        }
        var id = ids.next();
        var notification =
                new New(
                        id,
                        event.tenant(),
                        event.type(),
                        job.jobId(),
                        job.attempts(),
                        event.data(),
                        clock.instant());
        if (notifications.insert(notification)) {
            jobs.enqueue(
                    NewJob.of(
                            SendNotificationJob.KIND,
                            new SendNotificationJob.Args(id),
                            event.tenant(),
                            Trigger.EVENT,
                            NAME));
        }
    }
}
