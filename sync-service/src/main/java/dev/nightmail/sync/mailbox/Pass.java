package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.account.Depth;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.schedule.Turn;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One sync of all mailboxes of an account, in the hands of one job. */
final class Pass {

    private final JobContext job;
    private final UUID account;
    private final Standing standing;
    private final Progress progress;
    private final Map<StoredMailbox, UidSet> left = new HashMap<>();
    private final Map<StoredMailbox, UidSet> skipped = new HashMap<>();
    private long found;
    private int ahead;
    private boolean isServerWrong;
    private boolean isCut;

    /**
     * How much is fetched.
     *
     * @param depth how deep mailboxes are taken
     * @param turn how long it goes on
     */
    record Bounds(Depth depth, Turn turn) {}

    /**
     * What was known of the account and its server when the sync began, and how much it fetches.
     *
     * @param unlisted the mailboxes that the server does not list
     */
    record Standing(Cursor cursor, Trust trust, Bounds bounds, Set<UUID> unlisted) {}

    Pass(JobContext job, UUID account, Standing standing, Progress progress) {
        this.job = job;
        this.account = account;
        this.standing = standing;
        this.progress = progress;
    }

    JobContext job() {
        return job;
    }

    UUID account() {
        return account;
    }

    Cursor cursor() {
        return standing.cursor();
    }

    Trust trust() {
        return standing.trust();
    }

    /** How deep mailboxes are taken. */
    Depth depth() {
        return standing.bounds().depth();
    }

    Set<UUID> unlisted() {
        return standing.unlisted();
    }

    Progress progress() {
        return progress;
    }

    /** Whether it makes way here, with more to fetch; not before it has fetched something. */
    boolean makesWay() {
        isCut |= progress.added() > 0 && standing.bounds().turn().isOver(progress.added());
        return isCut;
    }

    /** Whether it has made way, so that it does not know all. */
    boolean isCut() {
        return isCut;
    }

    /** The server has told of changes what was not true. */
    void serverIsWrong() {
        isServerWrong = true;
    }

    /** Whether the server has to prove itself yet, and has not failed to. */
    boolean wantsProof() {
        return !isServerWrong && !trust().isProven();
    }

    /** Notes what a dry run, which takes everything back, would have taken from a mailbox. */
    void note(StoredMailbox mailbox, UidSet uids) {
        if (job.isDryRun() && !uids.isEmpty()) {
            left.merge(mailbox, uids, UidSet::union);
        }
    }

    /** How many bodies may still be asked for ahead, of so many at each sync. */
    int leftAhead(int most) {
        return Math.max(0, most - ahead);
    }

    void noteAhead(int bodies) {
        ahead += bodies;
    }

    /** Notes how many of these a dry run has found again. */
    void noteFound(int messages) {
        found += job.isDryRun() ? messages : 0;
    }

    /** How many messages a dry run would have left without a place. */
    long countWithoutPlace() {
        return left.values().stream().mapToLong(UidSet::size).sum() - found;
    }

    /** What a dry run has noted of the mailbox. */
    UidSet left(StoredMailbox mailbox) {
        return left.getOrDefault(mailbox, UidSet.EMPTY);
    }

    /** Notes what of a mailbox is not to be taken, which a dry run does not keep. */
    void noteSkipped(StoredMailbox mailbox, UidSet uids) {
        progress.skip(uids.size());
        if (job.isDryRun()) {
            skipped.put(mailbox, uids);
        }
    }

    /** What a dry run has noted so. */
    UidSet skipped(StoredMailbox mailbox) {
        return skipped.getOrDefault(mailbox, UidSet.EMPTY);
    }

    /** Does once more, in the present chunk, what a dry run has noted. */
    void repeat(PlaceRepository places) {
        left.forEach(places::leave);
    }
}
