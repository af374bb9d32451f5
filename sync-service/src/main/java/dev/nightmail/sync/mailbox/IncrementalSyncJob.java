package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.schedule.Turns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Syncs an account again: new messages, changed flags, expunged messages, mailboxes come and gone.
 * Safe to repeat.
 */
@ApplicationScoped
class IncrementalSyncJob implements Job<SyncKinds.Args> {

    private final AccountSync accounts;
    private final Turns turns;

    IncrementalSyncJob(AccountSync accounts, Turns turns) {
        this.accounts = accounts;
        this.turns = turns;
    }

    @Override
    public JobKind<SyncKinds.Args> kind() {
        return SyncKinds.AGAIN;
    }

    @Override
    public Optional<SyncKinds.Args> sample() {
        return Optional.of(new SyncKinds.Args(Ids.NIL));
    }

    @Override
    public JobResult run(SyncKinds.Args args, JobContext context) throws ImapException {
        try {
            return accounts.sync(args.accountId(), context, turns.ofSync());
        } finally {
            turns.ended();
        }
    }
}
