package dev.nightmail.sync.depth;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.account.Depth;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Decides what of a mailbox is below its account's depth. */
@ApplicationScoped
public class Depths {

    private final SkippedRepository skipped;

    public Depths(SkippedRepository skipped) {
        this.skipped = skipped;
    }

    /** An opened mailbox, and how deep it is to be taken. */
    public record Bounded(JobContext job, UUID mailbox, SelectedMailbox selected, Depth depth) {

        /** What of these is inside the depth; by date, as the server has it. */
        private UidSet inside(UidSet onServer) throws ImapException {
            if (depth.since().isPresent()) {
                return selected.searchSince(depth.since().get()).intersect(onServer);
            }
            return depth.messages().map(onServer::newest).orElse(onServer);
        }
    }

    /**
     * What is skipped of a mailbox of which nothing has been dealt with; decided now if it has not
     * been.
     *
     * @param onServer all UIDs
     */
    public UidSet skip(Bounded at, UidSet onServer, Spared spared) throws ImapException {
        var decided = at.job().read(() -> skipped.find(at.mailbox()));
        if (decided.isPresent()) {
            return decided.get().uids();
        }
        if (at.depth().isWhole() || !at.job().read(() -> skipped.isUnseen(at.mailbox()))) {
            return UidSet.EMPTY;
        }
        var before = onServer.minus(spared.later(onServer, at.selected()));
        var below = before.minus(at.inside(before));
        if (!below.isEmpty()) {
            below = below.minus(spared.stored(onServer, at.selected()));
        }
        if (!below.isEmpty()) {
            put(at, below);
        }
        return below;
    }

    private void put(Bounded at, UidSet below) {
        var job = at.job();
        job.chunk(chunk -> {
            var what = new Skipped(below, at.depth().bound());
            skipped.put(job.tenant(), at.mailbox(), what);
            chunk.count("skipped", below.size());
        });
    }

    /** Whether something is skipped by another depth than this. */
    public boolean isOther(Bounded at) {
        return at.job().read(() -> skipped.find(at.mailbox())).stream()
                .anyMatch(what -> isOther(at, what));
    }

    private static boolean isOther(Bounded at, Skipped what) {
        return !what.uids().isEmpty() && !what.bound().equals(at.depth().bound());
    }

    /** What is skipped by another depth, and inside this one. */
    public UidSet reached(Bounded at, UidSet onServer) throws ImapException {
        var other =
                at.job().read(() -> skipped.find(at.mailbox())).filter(what -> isOther(at, what));
        return other.isEmpty() ? UidSet.EMPTY : other.get().uids().intersect(at.inside(onServer));
    }

    /** What was inside is stored: the rest is skipped by this depth. */
    public void settle(Bounded at) {
        if (isOther(at)) {
            at.job().chunk(_ -> skipped.setBound(at.mailbox(), at.depth().bound()));
        }
    }
}
