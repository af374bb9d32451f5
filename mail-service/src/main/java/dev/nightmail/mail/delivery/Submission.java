package dev.nightmail.mail.delivery;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes mail over: from its commit on it is ours to send. Runs in the caller's transaction, so that
 * a message never is without its job, nor a job without its message.
 */
@ApplicationScoped
class Submission {

    private final AccountRepository accounts;
    private final OutgoingMessageRepository messages;
    private final Jobs jobs;
    private final Ids ids;
    private final InstantSource clock;

    Submission(
            AccountRepository accounts,
            OutgoingMessageRepository messages,
            Jobs jobs,
            Ids ids,
            InstantSource clock) {
        this.accounts = accounts;
        this.messages = messages;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty when the caller has no such account. */
    Optional<QueuedEmailView> submit(NewEmail email, Caller caller) {
        return accounts.findSender(email.accountId()).map(sender -> queue(email, sender, caller));
    }

    private QueuedEmailView queue(NewEmail email, Sender sender, Caller caller) {
        var id = ids.next();
        var messageId = "<" + id + "@" + sender.domain() + ">";
        var message = new PlainMessage(messageId, sender, email, clock.instant());
        var job =
                jobs.enqueue(
                        NewJob.of(
                                SendMessageJob.KIND,
                                new SendMessageJob.Args(id),
                                caller.tenant(),
                                Trigger.API,
                                caller.actor()));
        messages.insert(
                caller.tenant(), OutgoingMessage.queued(id, job.id(), message), message.toBytes());
        return new QueuedEmailView(id, job.id(), messageId);
    }
}
