package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.depth.Depths;
import dev.nightmail.sync.imap.Changes;
import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Brings one mailbox up to date, in two steps, so that what has left one mailbox can be found in
 * another; the story is in the package comment.
 */
@ApplicationScoped
class MailboxSync {

    private final Ledger ledger;
    private final MissingMessages missing;
    private final Flagging flags;
    private final TrustRepository servers;
    private final Depths depths;

    MailboxSync(
            Ledger ledger,
            MissingMessages missing,
            Flagging flags,
            TrustRepository servers,
            Depths depths) {
        this.ledger = ledger;
        this.missing = missing;
        this.flags = flags;
        this.servers = servers;
        this.depths = depths;
    }

    /**
     * What has to be fetched yet.
     *
     * @param top not below the highest of them; 0 when nothing is known beyond what is covered
     * @param isAudited whether all UIDs of the server have been compared with all that are held
     */
    record Looked(OpenMailbox open, UidSet lacking, long top, boolean isAudited) {

        boolean lacksNothing() {
            return lacking.isEmpty();
        }

        /** Whether a dry run ends here, since nothing that follows could be told from this. */
        boolean isOver() {
            return open.job().isDryRun()
                    && open.selected().atSelect().uidValidity() != open.mailbox().uidValidity();
        }
    }

    /**
     * Looks what the opened mailbox has; what it does not show any more loses its place.
     *
     * @throws ImapException when the connection does not bear
     */
    Looked look(OpenMailbox open) throws ImapException {
        boolean isOtherEra =
                open.selected().atSelect().uidValidity() != open.mailbox().uidValidity();
        if (isOtherEra && open.job().isDryRun() && !ledger.held(open).isEmpty()) {
            open.job().estimate("messages of a mailbox that begins anew are taken to be the same");
            open.job().chunk(chunk -> chunk.count("moved", open.selected().exists()));
            return new Looked(open, UidSet.EMPTY, 0, false);
        }
        var current = isOtherEra ? ledger.beginAnew(open) : open;
        var changes = current.selected().changes();
        var looked = changes.isPresent() ? follow(current, changes.get()) : lookAbove(current);
        boolean isEnough =
                ledger.seemsToFit(current, looked.lacking())
                        && !isAuditDue(looked)
                        && !depths.isOther(current.bounded());
        return isEnough ? looked : compare(current, changes);
    }

    /**
     * Fetches what is lacking, and proves that all is there; where the sync makes way, whole pages
     * are there.
     *
     * @throws ImapException when the connection does not bear; whole pages are stored up to there
     */
    void fill(Looked looked) throws ImapException {
        if (looked.isOver()) {
            return;
        }
        var open = looked.open();
        var again = missing.listToAskAgain(open);
        var fetched = missing.fetch(open, looked.lacking(), looked.top());
        if (open.pass().isCut()) {
            return;
        }
        if (looked.top() > 0) {
            ledger.cover(open, UidSet.range(1, looked.top()));
        }
        missing.askAgain(open, again);
        flags.update(open, looked.isAudited());
        // What a dry run has set is not set.
        if (looked.isAudited() && !open.job().isDryRun() && !flags.audit(open)) {
            distrust(open, "flags");
        }
        settle(looked, fetched);
    }

    private static boolean isAuditDue(Looked looked) {
        var open = looked.open();
        boolean isProven = open.selected().changes().isEmpty() || open.pass().trust().isProven();
        return !looked.isAudited() && (open.mailbox().isAuditDue() || !isProven);
    }

    /** By what the server says of changes. */
    private Looked follow(OpenMailbox open, Changes changes) {
        ledger.leave(open, ledger.heldAmong(open, changes.vanished()));
        var changed = UidSet.of(changes.changed().stream().mapToLong(FlagUpdate::uid).toArray());
        return looked(open, changed, changed.minus(open.mailbox().covered()), false);
    }

    private Looked lookAbove(OpenMailbox open) throws ImapException {
        var covered = open.mailbox().covered();
        long highest = covered.isEmpty() ? 0 : covered.highest();
        boolean isWhole = highest > 0 && UidSet.range(1, highest).equals(covered);
        var selected = open.selected();
        // UIDNEXT is not asked: some servers count ahead or back.
        var onServer = isWhole ? selected.searchAbove(highest) : selected.searchAll();
        boolean isFirst = covered.isEmpty();
        var skipped = isFirst ? skip(open, onServer) : UidSet.EMPTY;
        return looked(open, onServer, onServer.minus(covered).minus(skipped), isFirst);
    }

    /** What lies below the depth is dealt with by that; whatever comes later is taken. */
    private UidSet skip(OpenMailbox open, UidSet onServer) throws ImapException {
        var noted = open.pass().skipped(open.mailbox());
        if (!noted.isEmpty()) {
            return noted;
        }
        var skipped = depths.skip(open.bounded(), onServer, ledger.spared(open));
        if (!skipped.isEmpty()) {
            ledger.cover(open, skipped);
            open.pass().noteSkipped(open.mailbox(), skipped);
        }
        return skipped;
    }

    /** UID by UID: the numbers do not fit, or it is time to. */
    private Looked compare(OpenMailbox open, Optional<Changes> changes) throws ImapException {
        long before = open.selected().exists();
        var onServer = open.selected().searchAll();
        ledger.recount(open);
        var here = ledger.held(open);
        var gone = here.minus(onServer);
        if (changes.isPresent() && open.selected().exists() == before) {
            boolean isLie = !changes.get().vanished().intersect(onServer).isEmpty();
            if (isLie || !gone.isEmpty()) {
                distrust(open, isLie ? "vanished" : "not-vanished");
            }
        }
        ledger.leave(open, gone);
        var reached = depths.reached(open.bounded(), onServer);
        return looked(open, onServer, onServer.minus(here).union(reached), true);
    }

    private static Looked looked(
            OpenMailbox open, UidSet onServer, UidSet lacking, boolean isAudited) {
        long top = onServer.isEmpty() ? 0 : onServer.highest();
        return new Looked(open, lacking, top, isAudited);
    }

    /** From the next sync on the server's mailboxes are compared. */
    private void distrust(OpenMailbox open, String reason) {
        open.pass().serverIsWrong();
        open.job()
                .chunk(chunk -> {
                    servers.distrust(open.pass().trust(), reason);
                    chunk.count("distrusted", 1);
                });
    }

    /**
     * Proves that we hold what the server has, or makes it so; only then the watermarks move. What
     * a dry run has fetched it does not hold: it is taken as held.
     */
    private void settle(Looked looked, UidSet fetched) throws ImapException {
        var open = looked.open();
        var unkept = open.job().isDryRun() ? fetched : UidSet.EMPTY;
        if (!ledger.fits(open, unkept)) {
            var late = compare(open, Optional.empty());
            missing.fetch(open, late.lacking().minus(unkept), late.top());
        }
        if (open.pass().isCut()) {
            return;
        }
        boolean isComplete = open.job().isDryRun() || ledger.fits(open, unkept);
        if (isComplete) {
            depths.settle(open.bounded());
        }
        ledger.close(open, isComplete, looked.isAudited());
    }
}
