package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.MessageReceived;
import dev.nightmail.common.job.Chunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** Tells of mail that has been received: once for ever, and never of what was there before. */
@ApplicationScoped
class Arrivals {

    private final ArrivalRepository arrivals;
    private final SyncFacts facts;

    Arrivals(ArrivalRepository arrivals, SyncFacts facts) {
        this.arrivals = arrivals;
        this.facts = facts;
    }

    /** Of the messages that this chunk has inserted. */
    void tell(OpenMailbox open, Chunk chunk, List<NewMessage> inserted) {
        var cursor = open.pass().cursor();
        var mailbox = open.mailbox();
        var candidates =
                inserted.stream()
                        .filter(message -> cursor.hasArrived(mailbox, message) && !message.isOwn())
                        .toList();
        if (candidates.isEmpty()) {
            return;
        }
        var received =
                new HashSet<>(arrivals.add(open.job().tenant(), mailbox.account(), candidates));
        chunk.count("received", received.size());
        for (var message : candidates) {
            if (received.remove(message.identity())) {
                facts.tell(open.job(), fact(mailbox, message));
            }
        }
    }

    private static MessageReceived fact(StoredMailbox mailbox, NewMessage message) {
        return new MessageReceived(
                mailbox.account(),
                mailbox.id(),
                message.id(),
                message.fetched().size(),
                message.fetched().internalDate().or(message.header()::date).orElse(Instant.EPOCH));
    }
}
