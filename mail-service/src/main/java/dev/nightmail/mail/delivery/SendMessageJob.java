package dev.nightmail.mail.delivery;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState.Uncertain;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.mail.smtp.SmtpClient;
import dev.nightmail.mail.smtp.SmtpOutcome.Accepted;
import dev.nightmail.mail.smtp.SmtpOutcome.Deferred;
import dev.nightmail.mail.smtp.SmtpOutcome.NoReply;
import dev.nightmail.mail.smtp.SmtpOutcome.NotSent;
import dev.nightmail.mail.smtp.SmtpOutcome.Rejected;
import dev.nightmail.mail.smtp.SmtpReply;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands one message to its account's server and records the answer.
 *
 * <p>Safe to repeat: a message that has ended is left alone, and one whose final dot may have been
 * sent waits for a person (RFC 1047). What failed before the dot is tried again. A second job for
 * the same message does nothing, because it could not know what the first has done. A dry run
 * stands for the first, and takes the message for accepted.
 */
@ApplicationScoped
class SendMessageJob implements Job<SendMessageJob.Args> {

    /**
     * Tried for days (RFC 5321, section 4.5.4.1), and stopped later than the 10 minutes for which a
     * server may think about the final dot.
     */
    static final JobKind<Args> KIND =
            JobKind.of("mail.send-message", Args.class, "mail")
                    .retriedForDays()
                    .taking(Duration.ofMinutes(5), Duration.ofMinutes(15))
                    .stoppedAfter(Duration.ofMinutes(15));

    private static final String SMTP = "smtp";
    private static final String NO_REPLY = "no-reply-after-dot";

    @RegisterForReflection
    record Args(UUID messageId) {}

    private final OutgoingMessageRepository messages;
    private final AccountRepository accounts;
    private final SmtpClient smtp;
    private final InstantSource clock;

    SendMessageJob(
            OutgoingMessageRepository messages,
            AccountRepository accounts,
            SmtpClient smtp,
            InstantSource clock) {
        this.messages = messages;
        this.accounts = accounts;
        this.smtp = smtp;
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
        var found = context.read(() -> messages.find(args.messageId()));
        if (found.isEmpty()) {
            return new JobResult.Cancelled("message-gone");
        }
        var message = found.get();
        if (!message.jobId().equals(context.jobId()) && !context.isDryRun()) {
            return new JobResult.Cancelled("another-jobs-message");
        }
        return switch (message.state()) {
            case QUEUED -> send(message, context);
            case UNCERTAIN -> inDoubt(message, context);
            case SENT -> JobResult.completed();
            case FAILED -> new JobResult.Failed("refused", message.reply());
            case CANCELLED -> new JobResult.Cancelled("cancelled");
        };
    }

    @Override
    public Verdict resolve(Args args, Uncertain effect, JobContext context) {
        context.chunk(chunk -> messages.markUncertain(args.messageId()));
        return new Verdict.Hold(NO_REPLY);
    }

    private JobResult send(OutgoingMessage message, JobContext context) {
        var server = context.read(() -> accounts.findServer(message.accountId()));
        if (server.isEmpty()) {
            return failed(message, context, "account-gone");
        }
        var raw = context.read(() -> messages.getRaw(context.tenant(), message.id()));
        var outcome =
                context.perform(
                        new Effect(SMTP, message.messageId()),
                        intent -> smtp.send(server.get(), message.envelope(), raw, intent::record),
                        new Accepted(new SmtpReply(250, "")));
        return switch (outcome) {
            case Accepted(var reply) -> sent(message, context, reply.text());
            case Rejected(var reply) -> failed(message, context, reply.text());
            case Deferred(var reply) -> again(message, context, reply.text());
            case NotSent(var code) -> again(message, context, code);
            case NoReply() -> inDoubt(message, context);
        };
    }

    private JobResult sent(OutgoingMessage message, JobContext context, String reply) {
        return context.complete(chunk -> {
            chunk.settle(SMTP, reply);
            chunk.count("sent", 1);
            chunk.sample("sent", message.id().toString());
            messages.markSent(message.id(), reply, clock.instant());
        });
    }

    private JobResult failed(OutgoingMessage message, JobContext context, String why) {
        context.chunk(chunk -> {
            chunk.settle(SMTP, why);
            messages.markFailed(message.id(), why, clock.instant());
        });
        return new JobResult.Failed("refused", why);
    }

    /** The last attempt ends the message with the job; being stopped spends none. */
    private JobResult again(OutgoingMessage message, JobContext context, String why) {
        if (context.failures() >= KIND.retries().size() && !context.isCancelled()) {
            return failed(message, context, why);
        }
        context.chunk(chunk -> {
            chunk.settle(SMTP, why);
            messages.note(message.id(), why);
        });
        context.stopIfAsked();
        return new JobResult.RetryLater(KIND.retries().get(context.failures()), why);
    }

    private JobResult inDoubt(OutgoingMessage message, JobContext context) {
        context.chunk(chunk -> messages.markUncertain(message.id()));
        return new JobResult.Uncertain(NO_REPLY);
    }
}
