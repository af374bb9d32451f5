package dev.nightmail.notification.alert;

import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.Subscription;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns what is told of alerts into notices to the operator: one when it is raised, one after. */
@ApplicationScoped
class AlertFactConsumer implements Subscription {

    private static final String CHANNEL = "alert-facts";
    private static final String NAME = "notification.alert-facts";

    private final Inbox inbox;
    private final Notices notices;

    AlertFactConsumer(Inbox inbox, Notices notices) {
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
        if (AlertFact.Type.find(event.type()).isPresent()) {
            var alert = inbox.data(event, AlertFact.class);
            notices.add(event, alert.alertId(), 1, NAME);
        }
    }
}
