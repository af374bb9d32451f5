package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings one mailbox up to date; the story is in the package comment. */
@ApplicationScoped
class MailboxSync {

    private static final int FLAGS_AT_ONCE = 2000;

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final MissingMessages missing;
    private final Removal removal;

    MailboxSync(
            MailboxRepository mailboxes,
            MessageRepository messages,
            MissingMessages missing,
            Removal removal) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.missing = missing;
        this.removal = removal;
    }

    /**
     * Syncs the opened mailbox.
     *
     * @throws ImapException when the connection does not bear; whole pages are stored up to there
     */
    void sync(OpenMailbox open) throws ImapException {
        boolean isOtherEra =
                open.selected().atSelect().uidValidity() != open.mailbox().uidValidity();
        if (isOtherEra && open.job().isDryRun() && !held(open).isEmpty()) {
            wouldBegin(open);
            return;
        }
        var current = isOtherEra ? inItsEra(open) : open;
        var again = missing.listToAskAgain(current);
        var fetched = fetchMissing(current);
        missing.askAgain(current, again);
        updateFlags(current);
        settle(current, fetched);
    }

    /** What is deleted page by page is still there in a dry run, and would be in the way. */
    private void wouldBegin(OpenMailbox open) {
        removal.empty(open.job(), open.mailbox());
        open.job().estimate("messages of a mailbox that begins anew are counted by EXISTS");
        open.job().chunk(chunk -> chunk.count("stored", open.selected().exists()));
    }

    /** Forgets the messages, because their UIDs mean others now. */
    private OpenMailbox inItsEra(OpenMailbox open) {
        var job = open.job();
        var known = open.mailbox();
        long uidValidity = open.selected().atSelect().uidValidity();
        job.chunk(chunk -> mailboxes.forget(job, known));
        removal.empty(job, known);
        job.chunk(chunk -> mailboxes.begin(job, known, uidValidity));
        var fresh = StoredMailbox.fresh(known.id(), known.account(), known.name(), uidValidity);
        return new OpenMailbox(job, fresh, open.selected(), open.progress());
    }

    /** Returns what was new. */
    private UidSet fetchMissing(OpenMailbox open) throws ImapException {
        var covered = open.mailbox().covered();
        long highest = covered.isEmpty() ? 0 : covered.highest();
        boolean isWhole = highest > 0 && UidSet.range(1, highest).equals(covered);
        var selected = open.selected();
        // UIDNEXT is not asked: some servers count ahead or back.
        var onServer = isWhole ? selected.searchAbove(highest) : selected.searchAll();
        if (onServer.isEmpty()) {
            return UidSet.EMPTY;
        }
        long top = onServer.highest();
        var fetched = missing.fetch(open, onServer.minus(covered), top);
        open.job()
                .chunk(chunk ->
                        mailboxes.cover(open.job(), open.mailbox(), UidSet.range(1, top), 0));
        return fetched;
    }

    private void updateFlags(OpenMailbox open) throws ImapException {
        var known = open.mailbox().highestModSeq();
        var now = open.selected().atSelect().highestModSeq();
        // What an attempt that was cut has stored may have changed since; no watermark tells.
        if (open.mailbox().covered().isEmpty() || (now.isPresent() && now.equals(known))) {
            return;
        }
        if (now.isPresent() && known.isPresent() && now.getAsLong() > known.getAsLong()) {
            update(open, open.selected().flagsChangedSince(known.getAsLong()));
            return;
        }
        // Without MODSEQ, or after it went back, all flags are compared, so many at a time.
        var stored = open.job().read(() -> messages.stored(open.mailbox()));
        for (var uids : stored.pagesNewestFirst(FLAGS_AT_ONCE)) {
            update(open, open.selected().flagsOf(uids));
        }
    }

    private void update(OpenMailbox open, List<FlagUpdate> updates) {
        for (int from = 0; from < updates.size(); from += FLAGS_AT_ONCE) {
            var some = updates.subList(from, Math.min(from + FLAGS_AT_ONCE, updates.size()));
            open.job()
                    .chunk(chunk ->
                            chunk.count(
                                    "flagsChanged", messages.updateFlags(open.mailbox(), some)));
        }
    }

    /**
     * Proves that we hold what the server has, or makes it so; only then the watermarks move. What
     * a dry run has fetched it does not hold: it is taken as held.
     */
    private void settle(OpenMailbox open, UidSet fetched) throws ImapException {
        var unkept = open.job().isDryRun() ? fetched : UidSet.EMPTY;
        if (!isComplete(open, unkept)) {
            var onServer = open.selected().searchAll();
            var here = held(open).union(unkept);
            removal.expunge(open.job(), open.mailbox(), here.minus(onServer));
            missing.fetch(open, onServer.minus(here), onServer.isEmpty() ? 0 : onServer.highest());
        }
        var job = open.job();
        boolean isComplete = job.isDryRun() || isComplete(open, unkept);
        job.chunk(chunk -> {
            if (isComplete) {
                mailboxes.close(job, open.mailbox(), open.selected());
            } else {
                mailboxes.note(job, open.mailbox(), "incomplete");
            }
        });
    }

    private boolean isComplete(OpenMailbox open, UidSet unkept) {
        long held = open.job().read(() -> messages.count(open.mailbox()));
        return held + unkept.size() == open.selected().exists();
    }

    private UidSet held(OpenMailbox open) {
        return open.job().read(() -> messages.held(open.mailbox()));
    }
}
