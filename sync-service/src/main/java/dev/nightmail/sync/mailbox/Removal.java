package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes messages a page at a time; after each chunk the mailbox's ledger is true. */
@ApplicationScoped
class Removal {

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final SyncConfig config;

    Removal(MailboxRepository mailboxes, MessageRepository messages, SyncConfig config) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.config = config;
    }

    void delete(JobContext job, StoredMailbox mailbox, UidSet gone) {
        for (var uids : gone.pagesNewestFirst(config.pageSize())) {
            job.chunk(chunk -> {
                int deleted = messages.delete(mailbox, uids);
                mailboxes.cover(job, mailbox, UidSet.EMPTY, -deleted);
                chunk.count("expunged", deleted);
                chunk.sample("expunged", mailbox.id() + "/" + uids.highest());
            });
        }
    }

    /** Deletes all messages of the mailbox. */
    void empty(JobContext job, StoredMailbox mailbox) {
        delete(job, mailbox, job.read(() -> messages.held(mailbox)));
    }

    /** Deletes the mailbox with its messages. */
    void remove(JobContext job, StoredMailbox mailbox) {
        empty(job, mailbox);
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
}
