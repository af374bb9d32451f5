package dev.nightmail.notification.alert;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.notification.alert.NotificationRepository.New;
import java.util.List;
import java.util.UUID;

/** A notice is mailed under one Message-ID, however many copies, and its row says so. */
final class SendNotificationContract implements JobContract<SendNotificationJob.Args> {

    @Override
    public Class<SendNotificationJob> job() {
        return SendNotificationJob.class;
    }

    @Override
    public World<SendNotificationJob.Args> world(TestJobs engine) {
        return new Notices(new Alerts(engine), engine.ids.next());
    }

    private record Notices(Alerts alerts, UUID notification)
            implements World<SendNotificationJob.Args> {

        @Override
        public Job<SendNotificationJob.Args> job() {
            return alerts.job;
        }

        @Override
        public SendNotificationJob.Args args() {
            return new SendNotificationJob.Args(notification);
        }

        @Override
        public UUID tenant() {
            return alerts.tenant;
        }

        @Override
        public UUID enqueue() {
            var engine = alerts.engine;
            var failed = new JobFact(UUID.randomUUID(), "mail.send-message", 4, "auth-535");
            var queued =
                    new New(
                            notification,
                            alerts.tenant,
                            JobFact.Type.DISCARDED.text(),
                            failed.jobId(),
                            failed.attempts(),
                            engine.json.valueToTree(failed),
                            engine.clock.instant());
            engine.sql.transact(
                    Access.worker(alerts.tenant), () -> alerts.notifications.insert(queued));
            return engine.enqueue(alerts.job, args(), alerts.tenant);
        }

        @Override
        public List<String> digest() {
            return List.of(
                    "queued: " + alerts.list("queued").size(),
                    "sent: " + alerts.list("sent").size(),
                    "Message-IDs: "
                            + alerts.mails.stream()
                                    .map(mail -> mail.getHeaders().get("Message-ID"))
                                    .distinct()
                                    .count());
        }
    }
}
