package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.storage.DataKeys;
import dev.nightmail.common.storage.Owner;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.account.SyncStateRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Deletes, batch by batch, what was stored of an account that was removed, and before it the key of
 * its objects, which nobody can read from then on. Safe to repeat.
 */
@ApplicationScoped
class RemoveAccountJob implements Job<SyncKinds.Args> {

    private final SyncStateRepository accounts;
    private final Removal removal;
    private final DataKeys keys;

    RemoveAccountJob(SyncStateRepository accounts, Removal removal, DataKeys keys) {
        this.accounts = accounts;
        this.removal = removal;
        this.keys = keys;
    }

    @Override
    public JobKind<SyncKinds.Args> kind() {
        return SyncKinds.REMOVE;
    }

    @Override
    public Optional<SyncKinds.Args> sample() {
        return Optional.of(new SyncKinds.Args(Ids.NIL));
    }

    @Override
    public JobResult run(SyncKinds.Args args, JobContext context) {
        if (context.read(() -> accounts.exists(args.accountId()))) {
            return new JobResult.Cancelled("account-exists");
        }
        context.chunk(chunk -> keys.destroy(new Owner(context.tenant(), args.accountId())));
        removal.removeAll(context, args.accountId());
        return JobResult.completed();
    }
}
