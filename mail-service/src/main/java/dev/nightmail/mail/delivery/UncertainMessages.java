package dev.nightmail.mail.delivery;

import dev.nightmail.common.engine.Steering;
import dev.nightmail.common.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.InstantSource;
import java.util.UUID;

/**
 * The way out for messages of which nobody knows whether they were sent: a person looks, and says.
 * Runs in the caller's transaction, which needs the rights of a worker.
 */
@ApplicationScoped
class UncertainMessages {

    private final OutgoingMessageRepository messages;
    private final Steering jobs;
    private final InstantSource clock;

    UncertainMessages(OutgoingMessageRepository messages, Steering jobs, InstantSource clock) {
        this.messages = messages;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * The message is sent from now on, or its job sends it once more under the same Message-ID.
     *
     * @throws Problem 409 when the message is not uncertain: somebody else has said it, or it is
     *     still on its way
     */
    OutgoingMessage resolve(UUID id, Resolution.Outcome outcome, String actor) {
        var message = messages.find(id).orElseThrow(Problem::notFound);
        if (!jobs.resolve(message.jobId(), outcome.text(), actor)) {
            throw new Problem(
                    Status.CONFLICT, "not-uncertain", "Only an uncertain message is resolved.");
        }
        var recipients =
                message.recipients()
                        .resolved(outcome == Resolution.Outcome.SENT, "resolved-" + outcome.text());
        messages.update(id, recipients, clock.instant());
        return messages.find(id).orElseThrow();
    }
}
