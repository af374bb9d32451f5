package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.SyncFact.AccountFailed;
import dev.nightmail.common.event.SyncFact.AccountRecovered;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.SyncStateRepository.Beginning;
import dev.nightmail.sync.account.SyncStateRepository.Change;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.schedule.Cycles;
import dev.nightmail.sync.schedule.HostPauseRepository;
import dev.nightmail.sync.schedule.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** What a sync that has ended means for its account, and who is told of it. */
@ApplicationScoped
class AccountOutcomes {

    private static final Duration THROTTLED = Duration.ofMinutes(5);
    private static final String HOST_PAUSED = "host-paused";

    private final SyncStateRepository accounts;
    private final HostPauseRepository hosts;
    private final SyncFacts facts;
    private final Cycles cycles;

    AccountOutcomes(
            SyncStateRepository accounts,
            HostPauseRepository hosts,
            SyncFacts facts,
            Cycles cycles) {
        this.accounts = accounts;
        this.hosts = hosts;
        this.facts = facts;
        this.cycles = cycles;
    }

    /** In the chunk that completes the sync. */
    void succeeded(JobContext job, Beginning sync) {
        hosts.prove(sync.account());
        var change = accounts.markSynced(sync);
        if (change.isRecovery()) {
            facts.tell(job, new AccountRecovered(sync.account()));
        }
        cycles.ended(change.cycle());
    }

    /** With more to fetch: the same job goes on later, or a back-fill does. */
    JobResult makesWay(JobContext job, UUID account, Turn turn) {
        job.chunk(chunk -> hosts.prove(account));
        if (turn.pause().isPresent()) {
            return new JobResult.Snoozed(turn.pause().get(), "makes-way");
        }
        return job.complete(chunk -> accounts.markLacking(account));
    }

    /** Its server is left alone, as after a failure of its own: so that it is seen to fail. */
    JobResult hostPaused(JobContext job, UUID account, Duration rest) {
        job.chunk(chunk ->
                tell(job, account, accounts.markFailed(account, HOST_PAUSED), HOST_PAUSED));
        return new JobResult.Snoozed(rest, HOST_PAUSED);
    }

    /**
     * Notes what has failed.
     *
     * @param tried the account as it was then
     * @throws ImapException the failure itself, when a repeat may help
     */
    JobResult failed(JobContext job, Beginning tried, ImapException failure) throws ImapException {
        var account = tried.account();
        var error = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case AUTHENTICATION -> {
                job.chunk(chunk -> tell(job, account, accounts.markRefused(tried, error), failure));
                yield new JobResult.Failed("authentication", error);
            }
            case THROTTLED -> {
                var pause = failure.backoff().orElse(THROTTLED);
                job.chunk(chunk -> {
                    accounts.markThrottled(account, pause);
                    countForHost(account, failure);
                });
                yield new JobResult.Snoozed(pause, "throttled");
            }
            case TEMPORARY, PERMANENT, PROTOCOL -> {
                job.chunk(chunk -> {
                    tell(job, account, accounts.markFailed(account, error), failure);
                    countForHost(account, failure);
                });
                throw failure;
            }
        };
    }

    /** What was said to this account is no reason to leave the host's others alone. */
    private void countForHost(UUID account, ImapException failure) {
        if (failure.isBeforeLogin()) {
            hosts.addFailure(account);
        }
    }

    private void tell(JobContext job, UUID account, Change change, ImapException failure) {
        tell(job, account, change, failure.kind().name().toLowerCase(Locale.ROOT));
    }

    private void tell(JobContext job, UUID account, Change change, String code) {
        if (change.isNewFailure()) {
            facts.tell(job, new AccountFailed(account, change.after(), code));
        }
    }
}
