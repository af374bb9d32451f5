package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.pace.Pace;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Deletes messages in batches at the database's pace; after each the mailbox's ledger is true. What
 * goes because a server does not show it any more is guarded: a server that was restored badly
 * shows nothing either.
 */
@ApplicationScoped
class Removal {

    private static final String EXPUNGED = "expunged";

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final Pacing pacing;

    Removal(MailboxRepository mailboxes, MessageRepository messages, Pacing pacing) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.pacing = pacing;
    }

    /**
     * Deletes what the server does not show any more, unless that is too much: then the job is
     * parked before the first batch goes.
     */
    void expunge(JobContext job, StoredMailbox mailbox, UidSet gone) {
        long outOf = job.read(() -> mailboxes.countStored(mailbox.account()));
        new Deletion(job, pacing.begin(), mailbox)
                .delete(
                        gone,
                        (chunk, left, deleted) -> {
                            // Batches before the one that goes too far would stay deleted: all are
                            // weighed.
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
        empty(job, mailbox, pacing.begin());
    }

    /** Deletes all mailboxes and their messages. */
    void removeAll(JobContext job, List<StoredMailbox> all) {
        var pace = pacing.begin();
        for (var mailbox : all) {
            empty(job, mailbox, pace);
            remove(job, mailbox);
        }
    }

    private void empty(JobContext job, StoredMailbox mailbox, Pace pace) {
        new Deletion(job, pace, mailbox)
                .delete(
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

    /** Counts a batch in its chunk. */
    private interface Tally {
        /** Counts it; {@code left} are the messages that were there before. */
        void count(Chunk chunk, long left, int deleted);
    }

    /** Deletes messages of one mailbox. */
    private final class Deletion {

        private final JobContext job;
        private final Pace pace;
        private final StoredMailbox mailbox;

        Deletion(JobContext job, Pace pace, StoredMailbox mailbox) {
            this.job = job;
            this.pace = pace;
            this.mailbox = mailbox;
        }

        void delete(UidSet gone, Tally tally) {
            var left = gone;
            while (!left.isEmpty()) {
                var before = left;
                int handled =
                        pace.chunk(
                                job, (chunk, atMost) -> deleteSome(chunk, before, atMost, tally));
                left = before.minus(before.newest(handled));
            }
        }

        private int deleteSome(Chunk chunk, UidSet left, int atMost, Tally tally) {
            var uids = left.newest(atMost);
            int deleted = messages.delete(mailbox, uids);
            mailboxes.cover(job, mailbox, UidSet.EMPTY, -deleted);
            tally.count(chunk, left.size(), deleted);
            chunk.sample(EXPUNGED, mailbox.id() + "/" + uids.highest());
            return (int) uids.size();
        }
    }
}
