package dev.nightmail.notification.alert;

import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.event.Subscription;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns what is told of jobs that need somebody into notices to the operator. */
@ApplicationScoped
class JobFactConsumer implements Subscription {

    private static final String CHANNEL = "job-facts";
    private static final String NAME = "notification.job-facts";

    private final Inbox inbox;
    private final Notices notices;

    JobFactConsumer(Inbox inbox, Notices notices) {
        this.inbox = inbox;
        this.notices = notices;
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
        if (!job.kind().equals(SendNotificationJob.KIND.name())) {
            notices.add(event, job.jobId(), job.attempts(), NAME);
        }
    }
}
