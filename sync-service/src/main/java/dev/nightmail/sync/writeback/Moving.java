package dev.nightmail.sync.writeback;

import dev.nightmail.sync.imap.CopiedUid;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapException.Kind;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.ResponseCode;
import dev.nightmail.sync.imap.WritableMailbox;
import dev.nightmail.sync.mailbox.Identity;
import dev.nightmail.sync.writeback.Change.Before;
import dev.nightmail.sync.writeback.TargetRepository.Target;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Moves one message to another mailbox of its account, once: in one step where the server can
 * (MOVE, RFC 6851), else by a copy, the flag that it is deleted, and the expunge of it alone
 * (UIDPLUS, RFC 4315). A server that cannot do that either keeps it there, flagged. From where all
 * messages lie to a mailbox that shows a label it is copied only, which is how it gets the label,
 * and as often as one likes.
 */
final class Moving {

    private final WriteBack.Repositories rows;
    private final WriteBack.Step step;
    private final MailboxWish wish;

    Moving(WriteBack.Repositories rows, WriteBack.Step step, MailboxWish wish) {
        this.rows = rows;
        this.step = step;
        this.wish = wish;
    }

    /**
     * Looks where the message is, and moves it if that is not where it was wished to be.
     *
     * @throws ImapException when the server refuses, or does not answer
     */
    ChangeOutcome run() throws ImapException {
        var from = step.place().mailbox();
        if (from.id().equals(wish.target())) {
            return new ChangeOutcome.AsWished();
        }
        if (wish.from().filter(known -> !known.equals(from.id())).isPresent()) {
            return new ChangeOutcome.Conflict("moved-otherwise");
        }
        var target = step.job().read(() -> rows.targets().findMailbox(wish.target()));
        return target.isEmpty() ? new ChangeOutcome.Refused("mailbox-gone") : move(target.get());
    }

    private ChangeOutcome move(Target target) throws ImapException {
        var copied = isLabelling(target) ? Optional.<CopiedUid>empty() : findCopy(target);
        var opened = step.open();
        return opened.isPresent()
                ? move(opened.get(), target, copied)
                : new ChangeOutcome.Waits("mailbox-changed", true);
    }

    private ChangeOutcome move(WritableMailbox mailbox, Target target, Optional<CopiedUid> copied)
            throws ImapException {
        boolean isThere = mailbox.flagsOf(step.place().uid()).isPresent();
        if (copied.isPresent()) {
            return isThere ? removeSource(mailbox, copied.get()) : new ChangeOutcome.Moved(copied);
        }
        if (!isThere) {
            return new ChangeOutcome.Waits("not-there", true);
        }
        if (mailbox.isReadOnly()) {
            return new ChangeOutcome.Refused("not-writable");
        }
        return transfer(mailbox, target);
    }

    /** Of an attempt that nobody knows the end of: what has come since, and is the message. */
    private Optional<CopiedUid> findCopy(Target target) throws ImapException {
        var before = step.change().before();
        if (before.isEmpty() || step.letter().identity().isEmpty()) {
            return Optional.empty();
        }
        var mailbox = step.server().examine(target.name());
        long validity = mailbox.atSelect().uidValidity();
        if (validity != before.get().targetValidity()) {
            return Optional.empty();
        }
        var since = mailbox.searchAbove(Math.max(0, before.get().targetNext() - 1));
        for (var page : since.pagesNewestFirst(100)) {
            for (var message : mailbox.fetch(page)) {
                if (step.letter().identity().equals(Optional.of(Identity.of(message)))) {
                    return Optional.of(new CopiedUid(validity, message.uid()));
                }
            }
        }
        return Optional.empty();
    }

    private ChangeOutcome transfer(WritableMailbox mailbox, Target target) throws ImapException {
        var status = findStatus(target);
        if (status.isEmpty()) {
            return new ChangeOutcome.Refused("mailbox-gone");
        }
        if (!begin(status.get())) {
            return new ChangeOutcome.Overtaken();
        }
        try {
            return step.job()
                    .perform(
                            step.change().effect(),
                            intent -> {
                                intent.record();
                                return done(target, act(mailbox, target));
                            },
                            done(target, Optional.empty()));
        } catch (ImapException refused) {
            if (refused.responseCode().filter(Moving::isLacking).isPresent()) {
                return new ChangeOutcome.Refused("mailbox-gone");
            }
            throw refused;
        }
    }

    private boolean isLabelling(Target target) {
        return target.role().isLabel() && step.place().mailbox().role().isAll();
    }

    private ChangeOutcome done(Target target, Optional<CopiedUid> copied) {
        return isLabelling(target) ? new ChangeOutcome.Labelled() : new ChangeOutcome.Moved(copied);
    }

    private Optional<CopiedUid> act(WritableMailbox mailbox, Target target) throws ImapException {
        long uid = step.place().uid();
        if (isLabelling(target)) {
            return mailbox.copy(uid, target.name());
        }
        if (mailbox.canMove()) {
            return mailbox.move(uid, target.name());
        }
        var copied = mailbox.copy(uid, target.name());
        remove(mailbox);
        return copied;
    }

    /** The copy was made, and what it was made of is still there. */
    private ChangeOutcome removeSource(WritableMailbox mailbox, CopiedUid copied)
            throws ImapException {
        return step.job()
                .perform(
                        step.change().effect(),
                        intent -> {
                            intent.record();
                            remove(mailbox);
                            return new ChangeOutcome.Moved(Optional.of(copied));
                        },
                        new ChangeOutcome.Moved(Optional.of(copied)));
    }

    /** A repeat of this does nothing. */
    private void remove(WritableMailbox mailbox) throws ImapException {
        long uid = step.place().uid();
        mailbox.store(uid, Aspect.DELETED.flag(), true, OptionalLong.empty());
        if (mailbox.canExpunge()) {
            mailbox.expunge(uid);
        }
    }

    private boolean begin(MailboxStatus target) {
        var before = new Before(OptionalLong.empty(), target.uidValidity(), target.uidNext());
        var isWanted = new AtomicBoolean();
        step.job().chunk(chunk -> isWanted.set(rows.changes().begin(step.change(), before)));
        return isWanted.get();
    }

    /** Empty when the server has no such mailbox. */
    private Optional<MailboxStatus> findStatus(Target target) throws ImapException {
        try {
            return Optional.of(step.server().status(target.name()));
        } catch (ImapException refused) {
            if (refused.kind() == Kind.PERMANENT && step.server().isUsable()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static boolean isLacking(ResponseCode code) {
        return code == ResponseCode.TRYCREATE || code == ResponseCode.NONEXISTENT;
    }
}
