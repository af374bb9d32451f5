package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.AccountFailed;
import dev.nightmail.common.event.SyncFact.AccountRecovered;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.SyncStateRepository.Change;
import dev.nightmail.sync.imap.ImapException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** What a sync that has ended means for its account, and who is told of it. */
@ApplicationScoped
class AccountOutcomes {

    private static final Duration THROTTLED = Duration.ofMinutes(5);

    private final SyncStateRepository accounts;
    private final SyncFacts facts;

    AccountOutcomes(SyncStateRepository accounts, SyncFacts facts) {
        this.accounts = accounts;
        this.facts = facts;
    }

    /** In the chunk that completes the sync. */
    void succeeded(JobContext job, UUID account) {
        if (accounts.markSynced(account).isRecovery()) {
            facts.tell(job, new AccountRecovered(account));
        }
    }

    /**
     * Notes what has failed.
     *
     * @param version of the account with which it was tried
     * @throws ImapException the failure itself, when a repeat may help
     */
    JobResult failed(JobContext job, UUID account, int version, ImapException failure)
            throws ImapException {
        var error = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case AUTHENTICATION -> {
                job.chunk(chunk ->
                        tell(job, account, accounts.markRefused(account, version, error), failure));
                yield new JobResult.Failed("authentication", error);
            }
            case THROTTLED -> {
                var pause = failure.backoff().orElse(THROTTLED);
                job.chunk(chunk -> accounts.markThrottled(account, pause));
                yield new JobResult.Snoozed(pause, "throttled");
            }
            case TEMPORARY, PERMANENT, PROTOCOL -> {
                job.chunk(
                        chunk -> tell(job, account, accounts.markFailed(account, error), failure));
                throw failure;
            }
        };
    }

    private void tell(JobContext job, UUID account, Change change, ImapException failure) {
        if (change.isNewFailure()) {
            var code = failure.kind().name().toLowerCase(Locale.ROOT);
            facts.tell(job, new AccountFailed(account, change.after(), code));
        }
    }
}
