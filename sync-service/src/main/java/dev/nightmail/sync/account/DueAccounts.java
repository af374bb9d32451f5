package dev.nightmail.sync.account;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Enqueues a sync for each account that is due. An account whose last sync still runs is passed
 * over once.
 */
@ApplicationScoped
class DueAccounts implements Sweep {

    private final Sql sql;
    private final SyncStateRepository accounts;
    private final Jobs jobs;

    DueAccounts(Sql sql, SyncStateRepository accounts, Jobs jobs) {
        this.sql = sql;
        this.accounts = accounts;
        this.jobs = jobs;
    }

    @Override
    public int sweep() {
        int enqueued = 0;
        int due;
        do {
            due = sweepSome();
            enqueued += due;
        } while (due == SyncStateRepository.BATCH);
        return enqueued;
    }

    private int sweepSome() {
        return sql.transaction(
                Access.machinery(),
                () -> {
                    var due = accounts.takeDue();
                    jobs.enqueueAll(due.stream().map(DueAccounts::toJob).toList());
                    return due.size();
                });
    }

    private static NewJob<SyncKinds.Args> toJob(SyncStateRepository.Due account) {
        return NewJob.of(
                SyncKinds.AGAIN,
                new SyncKinds.Args(account.id()),
                account.tenant(),
                Trigger.SCHEDULE,
                "due-accounts");
    }
}
