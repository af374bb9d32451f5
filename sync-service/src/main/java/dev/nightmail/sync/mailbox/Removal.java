package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.pace.Pace;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.sync.mailbox.RemovalRepository.Kept;
import dev.nightmail.sync.mailbox.RemovalRepository.Reached;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Deletes all that was stored of an account, in batches at the database's pace. */
@ApplicationScoped
class Removal {

    private final MailboxRepository mailboxes;
    private final RemovalRepository rows;
    private final Pacing pacing;

    Removal(MailboxRepository mailboxes, RemovalRepository rows, Pacing pacing) {
        this.mailboxes = mailboxes;
        this.rows = rows;
        this.pacing = pacing;
    }

    /** Goes on where a run before was cut. */
    void removeAll(JobContext job, UUID account) {
        var pace = pacing.begin();
        new Messages(job, account).delete(pace);
        for (var kept : Kept.values()) {
            new Rest(kept, account).delete(job, pace);
        }
        for (var mailbox : job.read(() -> mailboxes.listAll(account))) {
            remove(job, mailbox);
        }
    }

    private void remove(JobContext job, StoredMailbox mailbox) {
        job.chunk(chunk -> {
            // The messages of a dry run are still there, and the mailbox cannot go before them.
            if (job.isDryRun()) {
                job.estimate("rows of sync.mailbox that would go are not among the tables");
            } else {
                rows.deleteMailbox(mailbox);
            }
            chunk.count("mailboxesGone", 1);
            chunk.sample("mailboxesGone", mailbox.id().toString());
        });
    }

    /** What a dry run deletes is still there: both go on from where the last commit ended. */
    private final class Messages {

        private final JobContext job;
        private final UUID account;
        private Optional<Reached> reached = Optional.empty();
        private Optional<Reached> next = Optional.empty();

        Messages(JobContext job, UUID account) {
            this.job = job;
            this.account = account;
        }

        void delete(Pace pace) {
            int handled;
            do {
                handled = pace.chunk(job, this::deleteSome);
                reached = next;
            } while (handled > 0);
        }

        private int deleteSome(Chunk chunk, int atMost) {
            var some = rows.listMessages(account, reached, atMost);
            if (!some.isEmpty()) {
                rows.deleteMessages(some);
                next = Optional.of(some.getLast());
                chunk.count("expunged", some.size());
                chunk.sample("expunged", some.getFirst().message().toString());
            }
            return some.size();
        }
    }

    /** The same for rows that have no order but that of their keys. */
    private final class Rest {

        private final Kept kept;
        private final UUID account;
        private Optional<String> reached = Optional.empty();
        private Optional<String> next = Optional.empty();

        Rest(Kept kept, UUID account) {
            this.kept = kept;
            this.account = account;
        }

        void delete(JobContext job, Pace pace) {
            int handled;
            do {
                handled = pace.chunk(job, (_, atMost) -> deleteSome(atMost));
                reached = next;
            } while (handled > 0);
        }

        private int deleteSome(int atMost) {
            var deleted = rows.delete(kept, account, reached, atMost);
            next = deleted.last();
            return deleted.rows();
        }
    }
}
