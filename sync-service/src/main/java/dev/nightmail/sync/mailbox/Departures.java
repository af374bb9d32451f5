package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.MessagesRemoved;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.sync.account.SyncStateRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Lets go what a sync has found in no mailbox: it is hidden, told, and deleted some days later.
 *
 * <p>What would be far too much at once is withheld, visible as before, for a server that was
 * restored badly shows nothing either. It is let go when a day later it is still not there, or
 * somebody has confirmed that it was deleted; meanwhile everything else goes on.
 */
@ApplicationScoped
class Departures {

    private static final int AT_ONCE = 500;

    /** Fewer are never too much. */
    private static final long FLOOR = 1000;

    /** Of all messages of the account: one of so many. */
    private static final long SHARE = 5;

    private final SyncStateRepository accounts;
    private final MailboxRepository mailboxes;
    private final DepartureRepository departed;
    private final InForce<SyncConfig> settings;
    private final SyncFacts facts;

    Departures(
            SyncStateRepository accounts,
            MailboxRepository mailboxes,
            DepartureRepository departed,
            InForce<SyncConfig> settings,
            SyncFacts facts) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.departed = departed;
        this.settings = settings;
        this.facts = facts;
    }

    /**
     * At the end of a sync that has gone over all mailboxes; {@link #tidy} follows in its last
     * chunk.
     *
     * @return whether a mass deletion is withheld
     */
    boolean settle(Pass pass) {
        var job = pass.job();
        var account = pass.account();
        long without =
                job.read(() -> departed.countWithoutPlace(account)) + pass.countWithoutPlace();
        if (!isTooMuch(job, account, without)) {
            hide(job, account, without);
            return false;
        }
        job.chunk(chunk -> {
            accounts.withhold(account, without);
            chunk.count("withheld", without);
        });
        return true;
    }

    /** Nothing is withheld any more; what has been gone for long is deleted, some at each sync. */
    void tidy(UUID account, Chunk chunk) {
        accounts.letGo(account);
        int purged = departed.purge(account, settings.now().goneRetention(), AT_ONCE);
        if (purged > 0) {
            chunk.destroyed("purged", purged);
        }
    }

    private boolean isTooMuch(JobContext job, UUID account, long without) {
        if (without <= FLOOR) {
            return false;
        }
        long all = without + job.read(() -> mailboxes.countStored(account));
        return without * SHARE > all
                && !job.read(() -> accounts.mayLetGo(account, settings.now().massDeletionHold()));
    }

    private void hide(JobContext job, UUID account, long messages) {
        if (job.isDryRun() && messages > 0) {
            job.chunk(chunk -> chunk.count("gone", messages));
        }
        for (long left = job.isDryRun() ? 0 : messages; left > 0; left -= AT_ONCE) {
            job.chunk(chunk -> hideSome(job, account, chunk));
        }
    }

    private void hideSome(JobContext job, UUID account, Chunk chunk) {
        var gone = departed.hide(account, AT_ONCE);
        if (!gone.isEmpty()) {
            chunk.count("gone", gone.size());
            facts.tell(job, new MessagesRemoved(account, gone));
        }
    }
}
