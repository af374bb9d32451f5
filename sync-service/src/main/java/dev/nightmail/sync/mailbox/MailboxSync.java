package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;

/** Brings one mailbox up to date; the story is in the package comment. */
@ApplicationScoped
class MailboxSync {

    private static final int FLAGS_AT_ONCE = 2000;

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final Page.Reader pages;
    private final SyncConfig config;

    MailboxSync(
            MailboxRepository mailboxes,
            MessageRepository messages,
            Page.Reader pages,
            SyncConfig config) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.pages = pages;
        this.config = config;
    }

    /** One mailbox in the hands of one job. */
    private record Work(
            JobContext job, StoredMailbox mailbox, SelectedMailbox selected, Progress progress) {

        long uidNext() {
            // A server that does not tell UIDNEXT (163.com) is searched up to the last UID.
            return selected.atSelect().uidNext();
        }
    }

    /**
     * Syncs the opened mailbox.
     *
     * @throws ImapException when the connection does not bear; whole pages are stored up to there
     */
    void sync(JobContext job, StoredMailbox known, SelectedMailbox selected, Progress progress)
            throws ImapException {
        long uidValidity = selected.atSelect().uidValidity();
        var work = new Work(job, known, selected, progress);
        if (uidValidity != known.uidValidity()) {
            job.chunk(chunk -> mailboxes.reset(job, known, uidValidity));
            work = new Work(job, forgotten(known, selected), selected, progress);
        }
        fetchMissing(work);
        updateFlags(work);
        settle(work);
    }

    private void fetchMissing(Work work) throws ImapException {
        var covered = work.mailbox().covered();
        long known = work.mailbox().uidNext();
        boolean isWhole = known > 1 && UidSet.range(1, known - 1).minus(covered).isEmpty();
        var onServer = isWhole ? work.selected().searchFrom(known) : work.selected().searchAll();
        long top = Math.max(work.uidNext() - 1, onServer.isEmpty() ? 0 : onServer.highest());
        fetch(work, onServer.minus(covered), top);
        if (top > 0) {
            work.job()
                    .chunk(chunk ->
                            mailboxes.cover(work.job(), work.mailbox(), UidSet.range(1, top), 0));
        }
    }

    /**
     * Covers from each page's lowest UID to below the page before: what is not there was expunged.
     */
    private void fetch(Work work, UidSet missing, long top) throws ImapException {
        long upper = top;
        for (var uids : missing.pagesNewestFirst(config.pageSize())) {
            var page = pages.read(work.selected(), uids);
            var range = UidSet.range(uids.lowest(), Math.max(upper, uids.highest()));
            work.job().chunk(chunk -> store(work, chunk, page, range));
            upper = uids.lowest() - 1;
        }
    }

    private void store(Work work, Chunk chunk, Page page, UidSet range) {
        var job = work.job();
        int stored = messages.insert(job.tenant(), work.mailbox(), page.messages());
        page.quarantined()
                .forEach((uid, why) -> messages.quarantine(job.tenant(), work.mailbox(), uid, why));
        mailboxes.cover(job, work.mailbox(), range, stored);
        chunk.count("stored", stored);
        chunk.count("quarantined", page.quarantined().size());
        work.progress().add(stored + page.quarantined().size(), chunk);
    }

    private void updateFlags(Work work) throws ImapException {
        var known = work.mailbox().highestModSeq();
        var now = work.selected().atSelect().highestModSeq();
        // What an attempt that was cut has stored may have changed since; no watermark tells.
        boolean isFresh = work.mailbox().uidNext() == 0 && work.mailbox().covered().isEmpty();
        if (isFresh || (now.isPresent() && now.equals(known))) {
            return;
        }
        // A server without MODSEQ is asked for all flags, of a bounded number of messages at a
        // time.
        if (now.isPresent() && known.isPresent()) {
            update(work, work.selected().flagsChangedSince(known.getAsLong()));
            return;
        }
        for (var uids : held(work).pagesNewestFirst(FLAGS_AT_ONCE)) {
            update(work, work.selected().flagsOf(uids));
        }
    }

    private void update(Work work, List<FlagUpdate> updates) {
        for (int from = 0; from < updates.size(); from += FLAGS_AT_ONCE) {
            var some = updates.subList(from, Math.min(from + FLAGS_AT_ONCE, updates.size()));
            work.job()
                    .chunk(chunk ->
                            chunk.count(
                                    "flagsChanged", messages.updateFlags(work.mailbox(), some)));
        }
    }

    /** Proves that we hold what the server has, or makes it so; then the watermarks move. */
    private void settle(Work work) throws ImapException {
        long held = work.job().read(() -> messages.count(work.mailbox())).total();
        if (held != work.selected().atSelect().messages()) {
            var onServer = work.selected().searchAll();
            var here = held(work);
            delete(work, here.minus(onServer));
            fetch(work, onServer.minus(here), onServer.isEmpty() ? 0 : onServer.highest());
        }
        work.job()
                .chunk(chunk ->
                        mailboxes.close(work.job(), work.mailbox(), work.selected().atSelect()));
    }

    private void delete(Work work, UidSet gone) {
        for (var uids : gone.pagesNewestFirst(config.pageSize())) {
            work.job()
                    .chunk(chunk -> {
                        int deleted = messages.delete(work.mailbox(), uids);
                        mailboxes.cover(work.job(), work.mailbox(), UidSet.EMPTY, -deleted);
                        chunk.count("expunged", deleted);
                    });
        }
    }

    private UidSet held(Work work) {
        return work.job().read(() -> messages.held(work.mailbox()));
    }

    private static StoredMailbox forgotten(StoredMailbox known, SelectedMailbox selected) {
        return new StoredMailbox(
                known.id(),
                known.account(),
                known.name(),
                selected.atSelect().uidValidity(),
                0,
                OptionalLong.empty(),
                0,
                UidSet.EMPTY);
    }
}
