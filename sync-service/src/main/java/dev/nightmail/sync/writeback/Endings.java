package dev.nightmail.sync.writeback;

import dev.nightmail.common.event.SyncFact.Flags;
import dev.nightmail.common.event.SyncFact.FlagsChanged;
import dev.nightmail.common.event.SyncFact.MessagesRemoved;
import dev.nightmail.common.event.SyncFact.PageStored;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.CopiedUid;
import dev.nightmail.sync.mailbox.SyncFacts;
import dev.nightmail.sync.writeback.TargetRepository.Target;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what came of a wish: the wish, its effect, the message and the fact, in one chunk.
 * What is written is what the next sync will find, so that it has nothing to tell again.
 */
@ApplicationScoped
class Endings {

    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final WriteBackRepository changes;
    private final TargetRepository targets;
    private final Jobs jobs;
    private final SyncFacts facts;

    Endings(WriteBackRepository changes, TargetRepository targets, Jobs jobs, SyncFacts facts) {
        this.changes = changes;
        this.targets = targets;
        this.jobs = jobs;
        this.facts = facts;
    }

    /** Of a message that has no place. */
    void end(JobContext job, Change change, ChangeOutcome outcome) {
        job.chunk(chunk -> write(new Written(job, chunk, change, Optional.empty()), outcome));
    }

    void end(WriteBack.Step step, ChangeOutcome outcome) {
        step.job()
                .chunk(chunk ->
                        write(
                                new Written(step.job(), chunk, step.change(), Optional.of(step)),
                                outcome));
    }

    /** The chunk in which a wish ends. */
    private record Written(
            JobContext job, Chunk chunk, Change change, Optional<WriteBack.Step> step) {

        void settle(String outcome) {
            chunk.settle(Change.effectName(change.id()), outcome);
        }
    }

    private void write(Written to, ChangeOutcome outcome) {
        switch (outcome) {
            case ChangeOutcome.Flagged flagged -> {
                flag(to, to.step().orElseThrow(), flagged);
                end(to, "completed", "", "done");
            }
            case ChangeOutcome.Moved moved -> {
                move(to, to.step().orElseThrow(), moved);
                end(to, "completed", "", "done");
            }
            case ChangeOutcome.Labelled() -> {
                sync(to);
                end(to, "completed", "", "done");
            }
            case ChangeOutcome.AsWished() -> end(to, "completed", "", "done");
            case ChangeOutcome.Conflict(var reason) -> end(to, "conflict", reason, "set-otherwise");
            case ChangeOutcome.Refused(var reason) -> end(to, "failed", reason, "refused");
            case ChangeOutcome.Overtaken() -> to.settle("overtaken");
            case ChangeOutcome.Waits(var reason, var isForSync) -> {
                changes.wait(to.change(), reason, pause(to.change().waits()));
                to.settle("not-done");
                to.chunk().count("waiting", 1);
                if (isForSync) {
                    sync(to);
                }
            }
        }
    }

    private void end(Written to, String state, String reason, String effect) {
        changes.end(to.change(), state, reason);
        to.settle(effect);
        to.chunk().count(state, 1);
        to.chunk().sample(state, to.change().id().toString());
    }

    private void flag(Written to, WriteBack.Step step, ChangeOutcome.Flagged flagged) {
        var place = step.place();
        if (targets.setFlags(step.letter(), place, flagged.now())) {
            var labels = flagged.now().labels().map(Flags::own);
            var flags = new Flags(step.letter().id(), List.copyOf(flagged.now().flags()), labels);
            facts.tell(
                    to.job(),
                    new FlagsChanged(
                            step.change().account(), place.mailbox().id(), List.of(flags)));
        }
    }

    private void move(Written to, WriteBack.Step step, ChangeOutcome.Moved moved) {
        var account = step.change().account();
        var message = step.letter().id();
        var target = targets.findMailbox(((MailboxWish) step.change().wish()).target());
        if (target.map(Target::role).filter(Endings::isOutside).isPresent()) {
            targets.hide(to.job(), step.letter());
            facts.tell(to.job(), new MessagesRemoved(account, List.of(message)));
        } else if (target.isPresent() && isPlaced(to, step, target.get(), moved.copied())) {
            facts.tell(to.job(), new PageStored(account, target.get().id(), List.of(message)));
        } else {
            targets.leave(to.job(), step.letter());
            sync(to);
        }
    }

    /** Whether what lies there lies in nothing that is synced. */
    private static boolean isOutside(TargetRepository.Role role) {
        return !role.isSynced() && !role.isLabel();
    }

    /** Only under a UID that means the same here as there. */
    private boolean isPlaced(
            Written to, WriteBack.Step step, Target target, Optional<CopiedUid> copied) {
        return copied.filter(at -> at.uidValidity() == target.uidValidity())
                .filter(at -> targets.place(to.job(), step.letter(), target, at))
                .isPresent();
    }

    /** Where a message is the sync finds out, as soon as this job is over. */
    private void sync(Written to) {
        jobs.enqueue(
                NewJob.of(
                        SyncKinds.AGAIN,
                        new SyncKinds.Args(to.change().account()),
                        to.job().tenant(),
                        Trigger.JOB,
                        "write-back"));
    }

    private static Duration pause(int waits) {
        var pause = SHORTEST_WAIT.multipliedBy(1L << Math.min(waits, 6));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }
}
