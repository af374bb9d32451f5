package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Logs in to the server of an account. */
@ApplicationScoped
class AccountLogin {

    private final SyncStateRepository accounts;
    private final TrustRepository servers;
    private final ImapClient imap;

    AccountLogin(SyncStateRepository accounts, TrustRepository servers, ImapClient imap) {
        this.accounts = accounts;
        this.servers = servers;
        this.imap = imap;
    }

    /** Connects to the account's server and logs in. */
    @FunctionalInterface
    interface Login {
        ImapConnection open() throws ImapException;
    }

    /** Empty when the account is gone or switched off. */
    Optional<Login> find(UUID account, JobContext job) {
        return job.read(() -> accounts.findEndpoint(account))
                .map(endpoint -> () -> imap.open(endpoint));
    }

    /** The same context, each commit of which proves that the account is still there. */
    LiveAccount live(UUID account, JobContext job) {
        return new LiveAccount(job, accounts, account);
    }

    /** Of the account, to be asked before anything else of it. */
    int version(UUID account, JobContext job) {
        return job.read(() -> accounts.version(account));
    }

    /** In the caller's transaction. */
    Trust trust(UUID account) {
        return servers.of(account);
    }

    /** In the caller's transaction. */
    Pass.Standing standing(UUID account, Trust trust) {
        var since = accounts.since(account);
        var cursor = new Cursor(since.cursor(), since.isFilled());
        return new Pass.Standing(cursor, trust, accounts.depth(account));
    }
}
