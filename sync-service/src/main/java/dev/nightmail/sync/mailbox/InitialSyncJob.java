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
 * Fills an account that lacks much, as at first: all its mailboxes, newest messages first, in turns
 * with others. Safe to repeat.
 */
@ApplicationScoped
class InitialSyncJob implements Job<SyncKinds.Args> {

    private final AccountSync accounts;
    private final Turns turns;

    InitialSyncJob(AccountSync accounts, Turns turns) {
        this.accounts = accounts;
        this.turns = turns;
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
        if (turns.isPressed() && !context.isDryRun()) {
            return new JobResult.Snoozed(Turns.PAUSE, "makes-way");
        }
        try {
            return accounts.sync(args.accountId(), context, turns.ofBackfill());
        } finally {
            turns.ended();
        }
    }
}
