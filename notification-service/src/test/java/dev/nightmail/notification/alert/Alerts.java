package dev.nightmail.notification.alert;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.JobDiscarded;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import io.quarkus.mailer.Mail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The feature on the real database, with a relay that keeps what it is given. */
final class Alerts {

    final TestJobs engine = new TestJobs();
    final UUID tenant = UUID.randomUUID();
    final NotificationRepository notifications =
            new NotificationRepository(engine.sql, engine.json);
    final List<Mail> mails = new ArrayList<>();
    Optional<String> operator = Optional.of("operator@example.org");
    boolean isRelayAway;

    final SendNotificationJob job =
            new SendNotificationJob(notifications, new Operator(), this::relay, engine.clock);

    JobDiscardedConsumer consumer() {
        var gate = new SchemaGate();
        gate.open();
        var inbox = new Inbox(engine.sql, engine.json, gate);
        return new JobDiscardedConsumer(
                inbox, notifications, engine.jobs, engine.ids, engine.clock);
    }

    /** The fact that a job of this kind was discarded, as it comes from Kafka. */
    String discarded(String kind) throws Exception {
        var data = new JobDiscarded(UUID.randomUUID(), kind, 4, "auth-535");
        return engine.json.writeValueAsString(
                new CloudEvent(
                        "1.0",
                        engine.ids.next(),
                        "/nightmail/mail-service",
                        JobDiscarded.TYPE,
                        data.jobId().toString(),
                        engine.clock.instant(),
                        "application/json",
                        tenant,
                        engine.json.valueToTree(data)));
    }

    /** The tenant's notifications that are in this state. */
    List<UUID> list(String state) {
        return engine.sql.transaction(
                Access.worker(tenant),
                () ->
                        engine.sql.query(
                                "SELECT id FROM notify.notification WHERE state = ?",
                                row -> Columns.uuid(row, "id"),
                                state));
    }

    private void relay(Mail... given) {
        if (isRelayAway) {
            throw new IllegalStateException("operator@example.org is unknown here");
        }
        mails.addAll(List.of(given));
    }

    private final class Operator implements OperatorConfig {

        @Override
        public Optional<String> address() {
            return operator;
        }

        @Override
        public String from() {
            return "nightmail@example.org";
        }
    }
}
