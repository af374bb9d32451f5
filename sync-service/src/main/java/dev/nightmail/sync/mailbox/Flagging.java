package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.Flags;
import dev.nightmail.common.event.SyncFact.FlagsChanged;
import dev.nightmail.sync.gmail.GmailRepository;
import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Brings the flags, and labels, of a mailbox up to date: by what the server tells of changes, or by
 * comparison where it tells none.
 */
@ApplicationScoped
class Flagging {

    private static final int AT_ONCE = 2000;

    /** Without MODSEQ the newest are compared at each sync, and all at each audit. */
    private static final int NEWEST = 1000;

    /** Messages whose flags are compared in an audit. */
    private static final int SAMPLE = 200;

    private final PlaceRepository places;
    private final MessageRepository messages;
    private final GmailRepository gmail;
    private final SyncFacts facts;
    private final FlaggedMail flagged;

    Flagging(
            PlaceRepository places,
            MessageRepository messages,
            GmailRepository gmail,
            SyncFacts facts,
            FlaggedMail flagged) {
        this.places = places;
        this.messages = messages;
        this.gmail = gmail;
        this.facts = facts;
        this.flagged = flagged;
    }

    void update(OpenMailbox open, boolean isAudit) throws ImapException {
        var selected = open.selected();
        var known = open.mailbox().highestModSeq();
        var now = selected.atSelect().highestModSeq();
        // What an attempt that was cut has stored may have changed since; no watermark tells.
        if (open.mailbox().covered().isEmpty()) {
            return;
        }
        if (isAudit && selected.hasLabels()) {
            readLabels(open);
        } else if (now.isPresent() && now.equals(known)) {
            return;
        } else if (selected.changes().isPresent()) {
            set(open, selected.changes().get().changed());
        } else if (now.isPresent() && known.isPresent() && now.getAsLong() > known.getAsLong()) {
            set(open, selected.flagsChangedSince(known.getAsLong()));
        } else {
            // MODSEQ that has come, gone or went back tells nothing.
            boolean isAll = isAudit || now.isPresent() || known.isPresent();
            compare(open, isAll ? Integer.MAX_VALUE : NEWEST);
        }
    }

    /** All of them, since no MODSEQ tells that a label has another name. */
    private void readLabels(OpenMailbox open) throws ImapException {
        var unknown = open.job().read(() -> gmail.listUnknown(open.mailbox().id()));
        for (var uids : unknown.pagesNewestFirst(AT_ONCE)) {
            var told = open.selected().gmailOf(uids);
            open.job()
                    .chunk(chunk -> chunk.count("labelled", gmail.put(open.mailbox().id(), told)));
        }
        compare(open, Integer.MAX_VALUE);
    }

    /**
     * Whether the newest messages have the flags that the server's changes have led to; what has
     * changed since the mailbox was opened does not count. Mends what is wrong.
     */
    boolean audit(OpenMailbox open) throws ImapException {
        var modSeq = open.selected().atSelect().highestModSeq();
        if (modSeq.isEmpty() || open.mailbox().highestModSeq().isEmpty()) {
            return true;
        }
        var newest = open.job().read(() -> places.listNewest(open.mailbox(), SAMPLE)).keySet();
        var uids = UidSet.of(newest);
        var said =
                open.selected().flagsOf(uids).stream()
                        .filter(flags -> flags.modSeq().orElse(0) <= modSeq.getAsLong())
                        .toList();
        boolean isTrue = open.job().read(() -> messages.haveFlags(open.mailbox(), said));
        if (!isTrue) {
            set(open, said);
        }
        return isTrue;
    }

    private void compare(OpenMailbox open, int atMost) throws ImapException {
        var stored = open.job().read(() -> places.stored(open.mailbox()));
        for (var uids : stored.newest(atMost).pagesNewestFirst(AT_ONCE)) {
            set(open, open.selected().flagsOf(uids));
        }
    }

    private void set(OpenMailbox open, List<FlagUpdate> updates) {
        for (int from = 0; from < updates.size(); from += AT_ONCE) {
            var some = updates.subList(from, Math.min(from + AT_ONCE, updates.size()));
            open.job()
                    .chunk(chunk -> {
                        var set = messages.updateFlags(open.mailbox(), some);
                        chunk.count("flagsChanged", set.size());
                        if (!set.isEmpty()) {
                            facts.tell(open.job(), fact(open, set));
                            flagged.changed(open, chunk, set);
                        }
                    });
        }
    }

    private static FlagsChanged fact(OpenMailbox open, List<MessageRepository.Flagged> changed) {
        return new FlagsChanged(
                open.mailbox().account(),
                open.mailbox().id(),
                changed.stream()
                        .map(each ->
                                new Flags(each.id(), each.flags(), each.labels().map(Flags::own)))
                        .toList());
    }
}
