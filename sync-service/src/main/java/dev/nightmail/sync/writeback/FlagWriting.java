package dev.nightmail.sync.writeback;

import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.StoreOutcome;
import dev.nightmail.sync.imap.WritableMailbox;
import dev.nightmail.sync.writeback.Change.Before;
import dev.nightmail.sync.writeback.Wish.FlagWish;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sets or clears one flag of one message at its server, unless somebody else knows better. */
final class FlagWriting {

    /** Somebody who changes a message so often in a moment is waited for. */
    private static final int ROUNDS = 5;

    private final WriteBackRepository changes;
    private final WriteBack.Step step;
    private final FlagWish wish;

    FlagWriting(WriteBackRepository changes, WriteBack.Step step, FlagWish wish) {
        this.changes = changes;
        this.step = step;
        this.wish = wish;
    }

    /**
     * Asks what stands, and then changes it only if nobody has meanwhile.
     *
     * @throws ImapException when the server refuses, or does not answer
     */
    ChangeOutcome run() throws ImapException {
        var opened = step.open();
        return opened.isPresent()
                ? write(opened.get())
                : new ChangeOutcome.Waits("mailbox-changed", true);
    }

    private ChangeOutcome write(WritableMailbox mailbox) throws ImapException {
        boolean isInDoubt = step.change().before().isPresent();
        for (int round = 0; round < ROUNDS; round++) {
            var found = mailbox.flagsOf(step.place().uid());
            if (found.isEmpty()) {
                return new ChangeOutcome.Waits("not-there", true);
            }
            var now = found.get();
            if (has(now) == wish.isSet()) {
                return new ChangeOutcome.Flagged(now);
            }
            if (wish.known() == wish.isSet() || (isInDoubt && isChangedSince(now))) {
                return new ChangeOutcome.Conflict("set-otherwise");
            }
            if (mailbox.isReadOnly() || !mailbox.keeps(wish.aspect().flag())) {
                return new ChangeOutcome.Refused("not-writable");
            }
            if (!begin(now)) {
                return new ChangeOutcome.Overtaken();
            }
            var stored = store(mailbox, now);
            if (stored instanceof StoreOutcome.Stored(var modSeq)) {
                return new ChangeOutcome.Flagged(with(now, modSeq));
            }
            isInDoubt = false;
        }
        return new ChangeOutcome.Waits("busy", false);
    }

    private StoreOutcome store(WritableMailbox mailbox, FlagUpdate now) throws ImapException {
        var flag = wish.aspect().flag();
        return step.job()
                .<StoreOutcome, ImapException>perform(
                        step.change().effect(),
                        intent -> {
                            intent.record();
                            return mailbox.store(now.uid(), flag, wish.isSet(), now.modSeq());
                        },
                        new StoreOutcome.Stored(now.modSeq()));
    }

    /** What an attempt before us may have set, somebody may have taken back: then it stands. */
    private boolean isChangedSince(FlagUpdate now) {
        var before = step.change().before().map(Before::modSeq).orElseGet(OptionalLong::empty);
        return before.isPresent()
                && now.modSeq().isPresent()
                && now.modSeq().getAsLong() > before.getAsLong();
    }

    private boolean begin(FlagUpdate now) {
        var isWanted = new AtomicBoolean();
        step.job()
                .chunk(chunk ->
                        isWanted.set(changes.begin(step.change(), Before.flag(now.modSeq()))));
        return isWanted.get();
    }

    private boolean has(FlagUpdate update) {
        return update.flags().stream().anyMatch(wish.aspect().flag()::equalsIgnoreCase);
    }

    private FlagUpdate with(FlagUpdate now, OptionalLong modSeq) {
        var flags = new TreeSet<>(now.flags());
        if (wish.isSet()) {
            flags.add(wish.aspect().flag());
        } else {
            flags.removeIf(wish.aspect().flag()::equalsIgnoreCase);
        }
        return new FlagUpdate(now.uid(), flags, modSeq, now.labels());
    }
}
