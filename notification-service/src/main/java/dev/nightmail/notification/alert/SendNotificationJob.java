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
import java.util.Optional;
import java.util.UUID;

/**
 * Mails one notification to the operator.
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

    @RegisterForReflection
    record Args(UUID notificationId) {}

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
        var notification = found.get();
        return operator.address()
                .map(address -> send(notification, address, context))
                .orElseGet(() -> skip(notification, context));
    }

    @Override
    public Verdict resolve(Args args, Uncertain effect, JobContext context) {
        return new Verdict.Repeat();
    }

    private JobResult send(Notification notification, String address, JobContext context) {
        var effect = new Effect(MAIL, "<" + context.jobId() + "@" + domain() + ">");
        String messageId;
        try {
            messageId =
                    context.perform(
                            effect,
                            intent -> mail(notification, address, intent),
                            effect.stableId());
        } catch (RelayException e) {
            return notTaken(notification, context, e);
        }
        return context.complete(chunk -> {
            chunk.settle(MAIL, "accepted");
            chunk.count("sent", 1);
            chunk.sample("sent", notification.id().toString());
            notifications.markSent(notification.id(), address, messageId, clock.instant());
        });
    }

    /** Returns the Message-ID under which it has left. */
    private String mail(Notification notification, String address, Intent intent) {
        var mail =
                Notice.of(notification.type(), notification.job())
                        .toMail(address)
                        .setFrom(operator.from())
                        .addHeader("Message-ID", intent.stableId());
        relay.send(mail, intent::record);
        return intent.stableId();
    }

    /** The last attempt ends the notification with the job; being stopped spends none. */
    private JobResult notTaken(
            Notification notification, JobContext context, RelayException failure) {
        if (context.failures() < KIND.retries().size() || context.isCancelled()) {
            throw failure;
        }
        context.chunk(chunk -> {
            chunk.settle(MAIL, "not-taken");
            notifications.markFailed(notification.id(), clock.instant());
        });
        return new JobResult.Failed("not-taken", String.valueOf(failure.getMessage()));
    }

    private JobResult skip(Notification notification, JobContext context) {
        return context.complete(chunk -> {
            chunk.count("skipped", 1);
            notifications.markSkipped(notification.id(), clock.instant());
        });
    }

    private String domain() {
        return operator.from().replaceFirst(".*@", "");
    }
}
