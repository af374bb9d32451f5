package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.SyncStateRepository.Beginning;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.schedule.HostPauseRepository;
import dev.nightmail.sync.schedule.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Logs in to the server of an account. */
@ApplicationScoped
class AccountLogin {

    private final SyncStateRepository accounts;
    private final TrustRepository servers;
    private final HostPauseRepository hosts;
    private final ImapClient imap;

    AccountLogin(
            SyncStateRepository accounts,
            TrustRepository servers,
            HostPauseRepository hosts,
            ImapClient imap) {
        this.accounts = accounts;
        this.servers = servers;
        this.hosts = hosts;
        this.imap = imap;
    }

    /** Connects to the account's server and logs in. */
    @FunctionalInterface
    interface Login {
        ImapConnection open() throws ImapException;
    }

    /**
     * What is known of an account before its server is asked.
     *
     * @param rest how long its server is to be left alone yet; a dry run asks it all the same
     */
    record Start(Beginning beginning, Login login, Optional<Duration> rest, Trust trust) {}

    /** Empty when the account is gone or switched off. */
    Optional<Start> start(UUID account, JobContext job) {
        return job.read(() ->
                accounts.findStart(account)
                        .map(start ->
                                new Start(
                                        start.beginning(),
                                        () -> imap.open(start.endpoint()),
                                        job.isDryRun() ? Optional.empty() : hosts.findRest(account),
                                        servers.of(account))));
    }

    /** The same context, each commit of which proves that the account is still there. */
    LiveAccount live(UUID account, JobContext job) {
        return new LiveAccount(job, accounts, account);
    }

    /** In the caller's transaction. */
    Pass.Standing standing(UUID account, Trust trust, Turn turn, Set<UUID> unlisted) {
        var since = accounts.since(account);
        var cursor = new Cursor(since.cursor(), since.isFilled());
        var bounds = new Pass.Bounds(accounts.depth(account), turn);
        return new Pass.Standing(cursor, trust, bounds, unlisted);
    }
}
