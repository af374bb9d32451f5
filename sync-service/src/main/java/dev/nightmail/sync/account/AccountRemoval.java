package dev.nightmail.sync.account;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes an account away together with what was stored of it, in the caller's transaction. */
@ApplicationScoped
class AccountRemoval {

    private final AccountRepository accounts;
    private final Jobs jobs;
    private final Audit audit;

    AccountRemoval(AccountRepository accounts, Jobs jobs, Audit audit) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.audit = audit;
    }

    /**
     * The row is gone with the commit; the rest is a job's.
     *
     * @throws Problem 404 when there is no such account
     */
    void remove(UUID account, UUID tenant, String actor) {
        if (!accounts.deleteById(account)) {
            throw Problem.notFound();
        }
        jobs.enqueue(
                NewJob.of(
                        SyncKinds.REMOVE, new SyncKinds.Args(account), tenant, Trigger.API, actor));
        audit.write(AuditEntry.critical(tenant, "account.delete", "account:" + account, actor));
    }
}
