package dev.nightmail.notification.alert;

import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.event.Subscription;
import dev.nightmail.common.id.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Turns what is told of jobs that need somebody, of alerts and of accounts that are unwell into
 * notices to the operator; of an alert, and of an account, one when it begins, and one after.
 */
@ApplicationScoped
class FactConsumer implements Subscription {

    private static final String CHANNEL = "facts";
    static final String NAME = "notification.facts";

    private final Inbox inbox;
    private final Notices notices;

    FactConsumer(Inbox inbox, Notices notices) {
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
        take(Ids.NIL, records);
    }

    /** The notices are the operator's, whosever the job is: its tenant sees and stops none. */
    void take(UUID operator, ConsumerRecords<String, String> records) throws InterruptedException {
        inbox.takeFor(operator, NAME, records, event -> note(operator, event));
    }

    private void note(UUID operator, CloudEvent event) {
        if (JobFact.Type.find(event.type()).isPresent()) {
            noteJob(operator, event, inbox.data(event, JobFact.class));
        } else if (AlertFact.Type.find(event.type()).isPresent()) {
            notices.add(operator, event, inbox.data(event, AlertFact.class).alertId(), 1);
        } else if (AccountFact.Type.find(event.type()).isPresent()) {
            noteAccount(operator, event, inbox.data(event, AccountFact.class));
        }
    }

    /** Each episode is told of once, and known by the minute in which it began. */
    private void noteAccount(UUID operator, CloudEvent event, AccountFact account) {
        int episode = Math.toIntExact(account.since().getEpochSecond() / 60);
        notices.add(operator, event, account.accountId(), episode);
    }

    private void noteJob(UUID operator, CloudEvent event, JobFact job) {
        if (!job.kind().equals(SendNotificationJob.KIND.name())) {
            notices.add(operator, event, job.jobId(), job.attempts());
        }
    }
}
