package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.PageStored;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.mailbox.PlaceRepository.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a page in one chunk: messages that are known take their place, the others are inserted,
 * the range is covered, and all that is told.
 */
@ApplicationScoped
class PageStore {

    private final MailboxRepository mailboxes;
    private final PlaceRepository places;
    private final Intake intake;
    private final QuarantineRepository quarantine;
    private final Telling telling;

    /** What is told of a page, and who is told. */
    @Singleton
    static class Telling {

        private final Arrivals arrivals;
        private final SyncFacts facts;
        private final FlaggedMail flagged;

        Telling(Arrivals arrivals, SyncFacts facts, FlaggedMail flagged) {
            this.arrivals = arrivals;
            this.facts = facts;
            this.flagged = flagged;
        }

        private void tell(OpenMailbox open, Chunk chunk, List<NewMessage> inserted) {
            arrivals.tell(open, chunk, inserted);
            flagged.stored(open, chunk, inserted);
        }

        private void tell(OpenMailbox open, List<UUID> stored) {
            var mailbox = open.mailbox();
            facts.tell(open.job(), new PageStored(mailbox.account(), mailbox.id(), stored));
        }
    }

    PageStore(
            MailboxRepository mailboxes,
            PlaceRepository places,
            Intake intake,
            QuarantineRepository quarantine,
            Telling telling) {
        this.mailboxes = mailboxes;
        this.places = places;
        this.intake = intake;
        this.quarantine = quarantine;
        this.telling = telling;
    }

    /**
     * Writes it.
     *
     * @param range which is covered with it
     */
    void write(OpenMailbox open, Chunk chunk, Page page, UidSet range) {
        var job = open.job();
        var filledIn = places.unskip(open.mailbox(), page.uids());
        if (!page.messages().isEmpty()) {
            open.pass().repeat(places);
            store(open, chunk, new Batch(page.messages(), filledIn));
        }
        int quarantined = quarantine.put(job.tenant(), open.mailbox(), page.quarantined());
        mailboxes.cover(job, open.mailbox(), range, page.messages().size());
        chunk.count("quarantined", quarantined);
        open.pass().progress().show(page.size(), chunk);
    }

    /**
     * What is stored together.
     *
     * @param filledIn those that were skipped before, which have not been received now
     */
    private record Batch(List<NewMessage> messages, UidSet filledIn) {

        List<NewMessage> arrived(List<NewMessage> fresh) {
            return fresh.stream().filter(message -> !filledIn.contains(message.uid())).toList();
        }
    }

    private void store(OpenMailbox open, Chunk chunk, Batch batch) {
        var mailbox = open.mailbox();
        var page = batch.messages();
        Map<Long, Taken> known = places.take(mailbox, page, open.pass().unlisted());
        var fresh = page.stream().filter(message -> !known.containsKey(message.uid())).toList();
        intake.take(open.job().tenant(), mailbox, fresh);
        places.label(mailbox, page);
        places.leaveQuarantine(
                mailbox, UidSet.of(page.stream().mapToLong(NewMessage::uid).toArray()));
        chunk.count("stored", fresh.size());
        chunk.count("moved", known.size());
        open.pass().noteFound((int) known.values().stream().filter(t -> !t.wasElsewhere()).count());
        chunk.sample("stored", mailbox.id() + "/" + page.getFirst().uid());
        telling.tell(open, chunk, batch.arrived(fresh));
        telling.tell(
                open,
                page.stream()
                        .map(message ->
                                Optional.ofNullable(known.get(message.uid()))
                                        .map(Taken::id)
                                        .orElse(message.id()))
                        .toList());
    }
}
