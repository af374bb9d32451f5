package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.MailboxReset;
import dev.nightmail.common.event.SyncFact.MailboxSynced;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.sync.depth.Spared;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;

/** What is held of a mailbox, against what its server announces. */
@ApplicationScoped
class Ledger {

    private final MailboxRepository mailboxes;
    private final PlaceRepository places;
    private final Pacing pacing;
    private final TrustRepository servers;
    private final SyncFacts facts;

    Ledger(
            MailboxRepository mailboxes,
            PlaceRepository places,
            Pacing pacing,
            TrustRepository servers,
            SyncFacts facts) {
        this.mailboxes = mailboxes;
        this.places = places;
        this.pacing = pacing;
        this.servers = servers;
        this.facts = facts;
    }

    /** The UIDs that are stored, in quarantine or skipped, as a dry run would have left them. */
    UidSet held(OpenMailbox open) {
        var held = open.job().read(() -> places.held(open.mailbox()));
        return held.minus(open.pass().left(open.mailbox()))
                .union(open.pass().skipped(open.mailbox()));
    }

    /** Should it have another count than messages, these are counted. */
    void recount(OpenMailbox open) {
        if (open.job().read(() -> mailboxes.isMiscounted(open.mailbox()))) {
            open.job().chunk(_ -> mailboxes.recount(open.job(), open.mailbox()));
        }
    }

    /** Of these UIDs. */
    UidSet heldAmong(OpenMailbox open, UidSet uids) {
        var held = open.job().read(() -> places.heldAmong(open.mailbox(), uids));
        return held.minus(open.pass().left(open.mailbox()));
    }

    /** Whether these and what is held are as many as the server announces. */
    boolean fits(OpenMailbox open, UidSet more) {
        return fits(open, more, open.job().read(() -> places.countHeld(open.mailbox())));
    }

    /** The same by what was noted: whether there is no reason to look closer. */
    boolean seemsToFit(OpenMailbox open, UidSet more) {
        return fits(open, more, open.job().read(() -> places.countNoted(open.mailbox())));
    }

    private static boolean fits(OpenMailbox open, UidSet more, long held) {
        var pass = open.pass();
        return held
                        - pass.left(open.mailbox()).size()
                        + pass.skipped(open.mailbox()).size()
                        + more.size()
                == open.selected().exists();
    }

    /** What is not skipped, whatever the depth. */
    Spared spared(OpenMailbox open) {
        var stored = open.job().read(() -> places.lookedFor(open.mailbox()));
        return new Spared(open.mailbox().firstUid(), open.pass().cursor().at(), stored);
    }

    void cover(OpenMailbox open, UidSet uids) {
        open.job().chunk(chunk -> mailboxes.cover(open.job(), open.mailbox(), uids, 0));
    }

    /** The messages of these UIDs do not lie there any more. */
    void leave(OpenMailbox open, UidSet uids) {
        var skipped = open.job().read(() -> places.skipped(open.mailbox()).intersect(uids));
        if (!skipped.isEmpty()) {
            open.job().chunk(_ -> places.unskip(open.mailbox(), skipped));
        }
        var present = uids.minus(skipped);
        leave(open.pass(), open.mailbox(), present, "expunged");
        open.pass().note(open.mailbox(), present);
    }

    /** The same for all that lies in a mailbox that is gone. */
    void leave(Pass pass, StoredMailbox mailbox) {
        var present = pass.job().read(() -> places.present(mailbox));
        leave(pass, mailbox, present, "expunged");
        pass.note(mailbox, present);
    }

    /** What has lost all its messages is to be looked at anew when it is opened again. */
    void forget(Pass pass, StoredMailbox mailbox) {
        pass.job()
                .chunk(_ -> {
                    mailboxes.forget(pass.job(), mailbox);
                    places.unskipAll(mailbox);
                });
    }

    /** Its UIDs mean others now: all messages lose their places, and are looked for. */
    OpenMailbox beginAnew(OpenMailbox open) {
        var job = open.job();
        var known = open.mailbox();
        long now = open.selected().atSelect().uidValidity();
        if (!known.isNew()) {
            forget(open, now);
        }
        job.chunk(chunk -> mailboxes.begin(job, known, now));
        return open.with(known.anew(now));
    }

    /** A run that was cut here begins here again; of the reset it has told. */
    private void forget(OpenMailbox open, long uidValidity) {
        var job = open.job();
        var known = open.mailbox();
        job.chunk(chunk -> {
            mailboxes.forget(job, known);
            places.unskipAll(known);
            if (known.uidValidity() > 0) {
                facts.tell(
                        job,
                        new MailboxReset(
                                known.account(), known.id(), known.uidValidity(), uidValidity));
            }
        });
        leave(open.pass(), known, job.read(() -> places.present(known)), "renumbered");
    }

    /** All watermarks move together, if all is there. */
    void close(OpenMailbox open, boolean isComplete, boolean isAudited) {
        var job = open.job();
        var mailbox = open.mailbox();
        job.chunk(chunk -> {
            if (isComplete) {
                mailboxes.close(job, mailbox, open.selected(), isAudited);
                if (hasMoved(open)) {
                    facts.tell(job, fact(open));
                }
                if (isAudited && isProof(open)) {
                    servers.addProof(open.pass().trust());
                }
            } else {
                mailboxes.note(job, mailbox, "incomplete");
            }
        });
    }

    /** Whether the server has told of changes, truly, and has yet to show that it does. */
    private static boolean isProof(OpenMailbox open) {
        return open.selected().changes().filter(changes -> !changes.isEmpty()).isPresent()
                && open.pass().wantsProof();
    }

    /** An audit that finds nothing is no news. */
    private static boolean hasMoved(OpenMailbox open) {
        var known = open.mailbox();
        var now = open.selected().atSelect();
        return known.uidNext() != now.uidNext()
                || known.exists() != open.selected().exists()
                || !known.highestModSeq().equals(now.highestModSeq());
    }

    private static MailboxSynced fact(OpenMailbox open) {
        var mailbox = open.mailbox();
        return new MailboxSynced(mailbox.account(), mailbox.id(), open.selected().exists());
    }

    private void leave(Pass pass, StoredMailbox mailbox, UidSet uids, String count) {
        var job = pass.job();
        var pace = pacing.begin();
        var rest = uids;
        while (!rest.isEmpty()) {
            var before = rest;
            int handled =
                    pace.chunk(
                            job,
                            (chunk, atMost) -> {
                                var some = before.newest(atMost);
                                int left = places.leave(mailbox, some);
                                mailboxes.cover(job, mailbox, UidSet.EMPTY, -left);
                                chunk.count(count, left);
                                chunk.sample(count, mailbox.id() + "/" + some.highest());
                                return (int) some.size();
                            });
            rest = before.minus(before.newest(handled));
        }
    }
}
