package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.RemoteMailbox;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds mailboxes that are there under another name. Equal counters are a hint only: the newest
 * messages have to be the same, UID by UID.
 */
@ApplicationScoped
class Renames {

    private static final int COMPARED = 10;

    private final MailboxRepository mailboxes;
    private final PlaceRepository places;

    Renames(MailboxRepository mailboxes, PlaceRepository places) {
        this.mailboxes = mailboxes;
        this.places = places;
    }

    /** A mailbox, and what it is now. */
    record Rename(StoredMailbox mailbox, RemoteMailbox now) {}

    /** None in a dry run, in which it would be taken back at once. */
    List<Rename> find(JobContext job, UUID account, ImapConnection connection, Listing listing)
            throws ImapException {
        var known = job.read(() -> mailboxes.listAll(account));
        var names = new HashSet<>(known.stream().map(StoredMailbox::name).toList());
        var fresh = new ArrayList<ListedMailbox>(listing.all());
        fresh.removeIf(listed -> names.contains(listed.mailbox().name()));
        var renames = new ArrayList<Rename>();
        if (job.isDryRun() || fresh.isEmpty()) {
            return renames;
        }
        for (var mailbox : known) {
            if (!listing.has(mailbox.name()) && mailbox.uidValidity() > 0) {
                findAmong(fresh, job, mailbox, connection)
                        .ifPresent(now -> {
                            renames.add(new Rename(mailbox, now.mailbox()));
                            fresh.remove(now);
                        });
            }
        }
        return renames;
    }

    private Optional<ListedMailbox> findAmong(
            List<ListedMailbox> fresh, JobContext job, StoredMailbox mailbox, ImapConnection server)
            throws ImapException {
        for (var candidate : fresh) {
            if (isSame(job, mailbox, candidate, server)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isSame(
            JobContext job, StoredMailbox mailbox, ListedMailbox candidate, ImapConnection server)
            throws ImapException {
        if (candidate.status().filter(status -> isLike(mailbox, status)).isEmpty()) {
            return false;
        }
        var known = job.read(() -> places.listNewest(mailbox, COMPARED));
        if (known.isEmpty()) {
            return isSkippedAlike(job, mailbox, candidate, server);
        }
        return shows(candidate, server, selected -> shows(known, mailbox.uidValidity(), selected));
    }

    /** Of what nothing is stored, all that is skipped has to be there, and nothing else. */
    private boolean isSkippedAlike(
            JobContext job, StoredMailbox mailbox, ListedMailbox candidate, ImapConnection server)
            throws ImapException {
        var skipped = job.read(() -> places.skipped(mailbox));
        long messages = candidate.status().map(MailboxStatus::messages).orElse(0L);
        if (skipped.isEmpty() || messages == 0) {
            return messages == skipped.size();
        }
        return messages == skipped.size()
                && shows(candidate, server, selected -> selected.searchAll().equals(skipped));
    }

    /** What an opened mailbox is asked. */
    private interface Question {
        boolean ask(SelectedMailbox selected) throws ImapException;
    }

    private static boolean shows(ListedMailbox candidate, ImapConnection server, Question question)
            throws ImapException {
        try {
            return question.ask(server.examine(candidate.mailbox().name()));
        } catch (ImapException e) {
            if (e.kind() == ImapException.Kind.THROTTLED || !server.isUsable()) {
                throw e;
            }
            // What is wrong with it is found when it is synced, as a mailbox that is new.
            return false;
        }
    }

    private static boolean shows(Map<Long, UUID> known, long uidValidity, SelectedMailbox selected)
            throws ImapException {
        var shown = selected.fetch(UidSet.of(known.keySet()));
        return selected.atSelect().uidValidity() == uidValidity
                && !shown.isEmpty()
                && shown.stream()
                        .allMatch(message -> Identity.of(message).equals(known.get(message.uid())));
    }

    private static boolean isLike(StoredMailbox mailbox, MailboxStatus now) {
        return now.uidValidity() == mailbox.uidValidity() && now.uidNext() >= mailbox.uidNext();
    }
}
