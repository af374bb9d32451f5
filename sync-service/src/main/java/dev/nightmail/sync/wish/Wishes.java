package dev.nightmail.sync.wish;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.sync.writeback.Aspect;
import dev.nightmail.sync.writeback.Wish;
import dev.nightmail.sync.writeback.Wish.FlagWish;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import dev.nightmail.sync.writeback.WriteBackJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.UUID;

/** Writes down what a caller wants changed, together with the job, in the caller's transaction. */
@ApplicationScoped
class Wishes {

    private final ChangeRepository changes;
    private final Jobs jobs;
    private final Ids ids;

    Wishes(ChangeRepository changes, Jobs jobs, Ids ids) {
        this.changes = changes;
        this.jobs = jobs;
        this.ids = ids;
    }

    /**
     * One row for each flag, and for the mailbox. Earlier wishes for the same that were not tried
     * yet end.
     *
     * @throws Problem 404 when there is no such message; 400 when nothing is wished; 422 when the
     *     account has no such mailbox
     */
    ChangeView.Made make(UUID message, ChangePatch patch, UUID tenant, String actor) {
        changes.lock(message);
        var shown = changes.find(message).orElseThrow(Problem::notFound);
        if (patch.isEmpty()) {
            throw Problem.invalid(
                    "Say what to change: seen, flagged, answered, deleted, mailboxId.");
        }
        var maker = new Maker(message, shown, new Origin(tenant, actor));
        patch.flags().forEach(maker::setFlag);
        patch.mailboxId().ifPresent(maker::move);
        var job =
                jobs.enqueue(
                        NewJob.of(
                                        WriteBackJob.KIND,
                                        new WriteBackJob.Args(shown.account()),
                                        tenant,
                                        Trigger.API,
                                        actor)
                                .with(Priority.HIGH));
        return new ChangeView.Made(job.id(), changes.list(maker.made));
    }

    /** Who wishes. */
    private record Origin(UUID tenant, String actor) {}

    /** Writes the wishes of one caller for one message. */
    private final class Maker {

        private final UUID message;
        private final ChangeRepository.Shown shown;
        private final Origin origin;
        private final ArrayList<UUID> made = new ArrayList<>();

        Maker(UUID message, ChangeRepository.Shown shown, Origin origin) {
            this.message = message;
            this.shown = shown;
            this.origin = origin;
        }

        void setFlag(Aspect aspect, boolean isSet) {
            changes.supersede(message, aspect);
            var stands = shown.has(aspect);
            boolean known = changes.findWished(message, aspect).orElse(stands);
            insert(new FlagWish(aspect, isSet, known));
        }

        void move(UUID mailbox) {
            if (!changes.hasMailbox(shown.account(), mailbox)) {
                throw Problem.unprocessable(
                        "unknown-mailbox", "The message's account has no such mailbox.");
            }
            changes.supersede(message, Aspect.MAILBOX);
            var from = changes.findTarget(message).or(shown::mailbox);
            insert(new MailboxWish(mailbox, from));
        }

        private void insert(Wish wish) {
            var id = ids.next();
            changes.insert(
                    new ChangeRepository.NewChange(
                            id, origin.tenant(), shown.account(), message, origin.actor()),
                    wish);
            made.add(id);
        }
    }
}
