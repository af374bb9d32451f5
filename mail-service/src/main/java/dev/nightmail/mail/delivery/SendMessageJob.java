package dev.nightmail.mail.delivery;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState.Uncertain;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobContext.ChunkWork;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.mail.account.SendingAccount;
import dev.nightmail.mail.account.SendingAccounts;
import dev.nightmail.mail.smtp.SmtpClient;
import dev.nightmail.mail.smtp.SmtpOutcome;
import dev.nightmail.mail.smtp.SmtpResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
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

    /** For an account that cannot send; RFC 5321, section 4.5.4.1 has 4 to 5 days in all. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(5);

    private static final String ACCOUNT_PAUSED = "account-paused";
    private static final String NO_REPLY = "no-reply-after-dot";

    @RegisterForReflection
    record Args(UUID messageId) {}

    private final OutgoingMessageRepository messages;
    private final AttemptRepository attempts;
    private final SendingAccounts accounts;
    private final SmtpClient smtp;
    private final InstantSource clock;

    SendMessageJob(
            OutgoingMessageRepository messages,
            AttemptRepository attempts,
            SendingAccounts accounts,
            SmtpClient smtp,
            InstantSource clock) {
        this.messages = messages;
        this.attempts = attempts;
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
            case UNCERTAIN -> doubt(message, context);
            case SENT, PARTLY_SENT -> JobResult.completed();
            case FAILED -> new JobResult.Failed("refused", message.reply());
            case CANCELLED -> new JobResult.Cancelled("cancelled");
        };
    }

    @Override
    public Verdict resolve(Args args, Uncertain effect, JobContext context) {
        context.read(() -> messages.find(args.messageId()))
                .ifPresent(message -> doubt(message, context));
        return new Verdict.Hold(NO_REPLY);
    }

    private JobResult send(OutgoingMessage message, JobContext context) {
        var found = context.read(() -> accounts.find(message.accountId()));
        if (found.isEmpty()) {
            return giveUp(message, "account-gone", context);
        }
        var rest = accounts.rest(found.get(), context);
        return rest.isPresent()
                ? waitForAccount(message, rest.get(), context)
                : offer(message, found.get(), context);
    }

    private JobResult offer(OutgoingMessage message, SendingAccount account, JobContext context) {
        var raw = context.read(() -> messages.getRaw(context.tenant(), message.id()));
        var began = clock.instant();
        var result =
                context.perform(
                        new Effect(SMTP, message.messageId()),
                        intent ->
                                smtp.send(
                                        account.server(),
                                        message.envelope(),
                                        raw,
                                        refused -> {
                                            mark(message, refused, context);
                                            intent.record();
                                        }),
                        SmtpResult.taken(message.envelope()));
        var attempt = new MailAttempt(context.attempt(), began, clock.instant(), account, result);
        var recipients = message.recipients().after(result.outcomes());
        boolean isLast = isLast(context) && result.refusalOfAccount().isEmpty();
        return go(message, isLast ? recipients.givenUp("") : recipients, attempt, context);
    }

    /** So that a death behind the dot leaves in doubt only those for whom the dot stands. */
    private void mark(
            OutgoingMessage message, Map<String, SmtpOutcome> refused, JobContext context) {
        var offered = message.recipients().offeredBut(refused);
        if (!offered.inDoubt().equals(message.recipients().inDoubt())) {
            context.chunk(chunk -> messages.update(message.id(), offered, clock.instant()));
        }
    }

    /** Being stopped spends no attempt. */
    private static boolean isLast(JobContext context) {
        return context.failures() >= KIND.retries().size() && !context.isCancelled();
    }

    private JobResult go(
            OutgoingMessage message,
            Recipients recipients,
            MailAttempt attempt,
            JobContext context) {
        ChunkWork<RuntimeException> note =
                chunk -> {
                    attempts.insert(context.tenant(), message, attempt);
                    accounts.note(attempt.account(), attempt.result(), context);
                    messages.update(message.id(), recipients, clock.instant());
                    if (recipients.state() != MessageState.UNCERTAIN) {
                        chunk.settle(SMTP, recipients.reply());
                    }
                };
        if (recipients.isSent()) {
            return context.complete(chunk -> {
                note.run(chunk);
                chunk.count("sent", 1);
                chunk.sample("sent", message.id().toString());
            });
        }
        context.chunk(note);
        return switch (recipients.state()) {
            case UNCERTAIN -> new JobResult.Uncertain(NO_REPLY);
            case QUEUED -> again(message.with(recipients), attempt, context);
            default -> new JobResult.Failed("refused", recipients.reply());
        };
    }

    /** As the ladder says, but not before the server wants us back. */
    private JobResult again(OutgoingMessage message, MailAttempt attempt, JobContext context) {
        context.stopIfAsked();
        if (attempt.result().refusalOfAccount().isPresent()) {
            return waitForAccount(message, accounts.untilProbe(attempt.account()), context);
        }
        var step = KIND.retries().get(context.failures());
        var wanted = attempt.result().wantedBack().filter(hint -> hint.compareTo(step) > 0);
        return new JobResult.RetryLater(wanted.orElse(step), message.reply());
    }

    /** Spends no attempt, but has an end, too. */
    private JobResult waitForAccount(OutgoingMessage message, Duration rest, JobContext context) {
        context.stopIfAsked();
        if (message.createdAt().plus(LONGEST_WAIT).isBefore(clock.instant())) {
            return giveUp(message, ACCOUNT_PAUSED, context);
        }
        return new JobResult.Snoozed(rest, ACCOUNT_PAUSED);
    }

    private JobResult giveUp(OutgoingMessage message, String why, JobContext context) {
        context.chunk(chunk ->
                messages.update(message.id(), message.recipients().givenUp(why), clock.instant()));
        return new JobResult.Failed("refused", why);
    }

    private JobResult doubt(OutgoingMessage message, JobContext context) {
        context.chunk(chunk ->
                messages.update(message.id(), message.recipients().doubted(), clock.instant()));
        return new JobResult.Uncertain(NO_REPLY);
    }
}
