package dev.nightmail.mail.delivery;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.mail.account.AccountRepository;
import dev.nightmail.mail.delivery.OutgoingMessageRepository.Keyed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

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
    private final Session session = Session.getInstance(new Properties());

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

    /**
     * A repeat under the same key is the message that it was.
     *
     * @param key as in the header Idempotency-Key
     * @throws Problem 404 when the caller has no such account, 422 when the key came with another
     *     request before
     */
    QueuedEmailView submit(NewEmail email, Optional<String> key, Caller caller) {
        var id = ids.next();
        var holder =
                key.map(text ->
                                messages.takeKey(
                                        new Keyed(caller.tenant(), text, email.digest()), id))
                        .orElse(id);
        if (!holder.equals(id)) {
            return messages.find(holder).map(QueuedEmailView::of).orElseThrow();
        }
        var sender = accounts.findSender(email.accountId()).orElseThrow(Problem::notFound);
        var messageId = "<" + id + "@" + sender.domain() + ">";
        return queue(id, new PlainMessage(messageId, sender, email, clock.instant()), caller);
    }

    private QueuedEmailView queue(UUID id, PlainMessage plain, Caller caller) {
        var job =
                jobs.enqueue(
                        NewJob.of(
                                SendMessageJob.KIND,
                                new SendMessageJob.Args(id),
                                caller.tenant(),
                                Trigger.API,
                                caller.actor()));
        var message = OutgoingMessage.queued(id, job.id(), plain);
        messages.insert(caller.tenant(), message, plain.toBytes(session));
        return QueuedEmailView.of(message);
    }
}
