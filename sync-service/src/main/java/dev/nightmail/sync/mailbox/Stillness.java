package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Tells by one look at what is stored whether nothing has happened since the last sync, as is most
 * often so, and this one may end at once. In doubt something has.
 */
@ApplicationScoped
class Stillness {

    private final StillnessRepository accounts;
    private final MailboxRepository mailboxes;
    private final InForce<SyncConfig> settings;

    Stillness(
            StillnessRepository accounts,
            MailboxRepository mailboxes,
            InForce<SyncConfig> settings) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.settings = settings;
    }

    /** A dry run is to show what a sync would go over. */
    boolean isStill(JobContext job, UUID account, Listing listing) {
        return !job.isDryRun() && job.read(() -> isStill(account, listing));
    }

    private boolean isStill(UUID account, Listing listing) {
        return accounts.isAsListed(account, listing)
                && mailboxes.listSelected(account).stream().noneMatch(listing::hasChanged)
                && accounts.isSettled(account, settings.now().goneRetention());
    }
}
