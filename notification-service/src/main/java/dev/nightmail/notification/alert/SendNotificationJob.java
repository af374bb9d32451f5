package dev.nightmail.notification.alert;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState.Uncertain;
import dev.nightmail.common.job.Intent;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Mails a notification to the operator, and all others that wait with it. Their own jobs then find
 * nothing to do. If it ends without a mail, such as by a cancel, the next job takes them all.
 *
 * <p>A repeat after a send whose end is unknown sends again, under the same Message-ID: for a
 * notice, two copies that a mail program shows as one are better than none. One that was sent is
 * left alone.
 */
@ApplicationScoped
class SendNotificationJob implements Job<SendNotificationJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("notification.send-notification", Args.class, "notifications")
                    .retriedForDays();

    private static final String MAIL = "mail";

    /** More go in the next mail. */
    private static final int MOST = 1000;

    @RegisterForReflection
    record Args(UUID notificationId) {}

    /** What goes in one mail. */
    private record Letter(UUID first, List<Notification> notifications) {}

    private final NotificationRepository notifications;
    private final OperatorConfig operator;
    private final Relay relay;
    private final InstantSource clock;

    SendNotificationJob(
            NotificationRepository notifications,
            OperatorConfig operator,
            Relay relay,
            InstantSource clock) {
        this.notifications = notifications;
        this.operator = operator;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public Optional<Args> sample() {
        return Optional.of(new Args(Ids.NIL));
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        var found = context.read(() -> notifications.find(args.notificationId()));
        if (found.isEmpty() || !found.get().isQueued()) {
            return new JobResult.Cancelled("not-queued");
        }
        var together = gather(args.notificationId(), context);
        if (together.isEmpty()) {
            return new JobResult.Cancelled("goes-with-another");
        }
        var mail = new Letter(args.notificationId(), together);
        return operator.address()
                .map(address -> send(mail, address, context))
                .orElseGet(() -> skip(mail, context));
    }

    /** What goes together is settled before anything leaves: a repeat is the same mail. */
    private List<Notification> gather(UUID notification, JobContext context) {
        var together = new ArrayList<Notification>();
        context.chunk(chunk ->
                together.addAll(notifications.gather(notification, context.jobId(), MOST)));
        return together;
    }

    @Override
    public Verdict resolve(Args args, Uncertain effect, JobContext context) {
        return new Verdict.Repeat();
    }

    private JobResult send(Letter letter, String address, JobContext context) {
        var effect = new Effect(MAIL, "<" + context.jobId() + "@" + domain() + ">");
        String messageId;
        try {
            messageId =
                    context.perform(
                            effect, intent -> mail(letter, address, intent), effect.stableId());
        } catch (RelayException e) {
            return notTaken(context, e);
        }
        return context.complete(chunk -> {
            chunk.settle(MAIL, "accepted");
            chunk.count("sent", letter.notifications().size());
            chunk.sample("sent", letter.first().toString());
            notifications.markSent(context.jobId(), address, messageId, clock.instant());
        });
    }

    /** Returns the Message-ID under which it has left. */
    private String mail(Letter letter, String address, Intent intent) {
        var mail =
                Notice.of(letter.notifications())
                        .toMail(address)
                        .setFrom(operator.from())
                        .addHeader("Message-ID", intent.stableId());
        relay.send(mail, intent::record);
        return intent.stableId();
    }

    /** The last attempt ends the notification with the job; being stopped spends none. */
    private JobResult notTaken(JobContext context, RelayException failure) {
        if (context.failures() < KIND.retries().size() || context.isCancelled()) {
            throw failure;
        }
        context.chunk(chunk -> {
            chunk.settle(MAIL, "not-taken");
            notifications.markFailed(context.jobId(), clock.instant());
        });
        return new JobResult.Failed("not-taken", String.valueOf(failure.getMessage()));
    }

    private JobResult skip(Letter letter, JobContext context) {
        return context.complete(chunk -> {
            chunk.count("skipped", letter.notifications().size());
            notifications.markSkipped(context.jobId(), clock.instant());
        });
    }

    private String domain() {
        return operator.from().replaceFirst(".*@", "");
    }
}
