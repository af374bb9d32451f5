package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.ImapException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Syncs an account for the first time: all its mailboxes, newest messages first. Safe to repeat.
 */
@ApplicationScoped
class InitialSyncJob implements Job<SyncKinds.Args> {

    private final AccountSync accounts;

    InitialSyncJob(AccountSync accounts) {
        this.accounts = accounts;
    }

    @Override
    public JobKind<SyncKinds.Args> kind() {
        return SyncKinds.FIRST;
    }

    @Override
    public Optional<SyncKinds.Args> sample() {
        return Optional.of(new SyncKinds.Args(Ids.NIL));
    }

    @Override
    public JobResult run(SyncKinds.Args args, JobContext context) throws ImapException {
        return accounts.sync(args.accountId(), context);
    }
}
