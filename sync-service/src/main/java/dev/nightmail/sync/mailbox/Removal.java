package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Deletes messages a page at a time; after each chunk the mailbox's ledger is true. What goes
 * because a server does not show it any more is guarded: a server that was restored badly shows
 * nothing either.
 */
@ApplicationScoped
class Removal {

    private static final String EXPUNGED = "expunged";

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final SyncConfig config;

    Removal(MailboxRepository mailboxes, MessageRepository messages, SyncConfig config) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.config = config;
    }

    /**
     * Deletes what the server does not show any more, unless that is too much: then the job is
     * parked before the first page goes.
     */
    void expunge(JobContext job, StoredMailbox mailbox, UidSet gone) {
        long outOf = job.read(() -> mailboxes.countStored(mailbox.account()));
        delete(
                job,
                mailbox,
                gone,
                (chunk, left, deleted) -> {
                    // Pages before the one that goes too far would stay deleted: all are weighed.
                    chunk.destroyed(EXPUNGED, left, outOf);
                    chunk.count(EXPUNGED, deleted - left);
                });
    }

    /** The same for all messages of a mailbox that the server does not list. */
    void expunge(JobContext job, StoredMailbox mailbox) {
        expunge(job, mailbox, held(job, mailbox));
    }

    /** Deletes all messages of the mailbox, as somebody wants it, or because they mean others. */
    void empty(JobContext job, StoredMailbox mailbox) {
        delete(
                job,
                mailbox,
                held(job, mailbox),
                (chunk, left, deleted) -> chunk.count(EXPUNGED, deleted));
    }

    /** Deletes a mailbox without messages. */
    void remove(JobContext job, StoredMailbox mailbox) {
        job.chunk(chunk -> {
            // The messages of a dry run are still there, and the mailbox cannot go before them.
            if (job.isDryRun()) {
                job.estimate("rows of sync.mailbox that would go are not among the tables");
            } else {
                mailboxes.delete(job, mailbox);
            }
            chunk.count("mailboxesGone", 1);
            chunk.sample("mailboxesGone", mailbox.id().toString());
        });
    }

    private UidSet held(JobContext job, StoredMailbox mailbox) {
        return job.read(() -> messages.held(mailbox));
    }

    /** Counts a page in its chunk. */
    private interface Tally {
        /** Counts it. */
        void count(Chunk chunk, long left, int deleted);
    }

    private void delete(JobContext job, StoredMailbox mailbox, UidSet gone, Tally tally) {
        long left = gone.size();
        for (var uids : gone.pagesNewestFirst(config.pageSize())) {
            long from = left;
            job.chunk(chunk -> {
                int deleted = messages.delete(mailbox, uids);
                mailboxes.cover(job, mailbox, UidSet.EMPTY, -deleted);
                tally.count(chunk, from, deleted);
                chunk.sample(EXPUNGED, mailbox.id() + "/" + uids.highest());
            });
            left -= uids.size();
        }
    }
}
