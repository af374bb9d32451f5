package dev.nightmail.sync.schedule;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.schedule.AdmissionRepository.Admitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Enqueues a sync for each account that is due, as far as there is room. */
@ApplicationScoped
public class DueAccounts implements Sweep {

    /** Accounts that are looked at between two sweeps, those that have been due for longest. */
    private static final int FEW = 1000;

    /** A provider with many of those would else hold up the accounts of others. */
    private static final int ALL = 1_000_000;

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Sql sql;
    private final AdmissionRepository accounts;
    private final Jobs jobs;
    private final Limits limits;
    private final Monotonic time;
    private final AtomicLong swept;

    public DueAccounts(
            Sql sql, AdmissionRepository accounts, Jobs jobs, Limits limits, Monotonic time) {
        this.sql = sql;
        this.accounts = accounts;
        this.jobs = jobs;
        this.limits = limits;
        this.time = time;
        this.swept = new AtomicLong(time.nanos());
    }

    @Override
    public int sweep() {
        swept.set(time.nanos());
        return sweep(ALL);
    }

    /** Fills places that are free, unless that was done a moment ago, or is left to cron. */
    void sweepSoon() {
        long last = swept.get();
        if (limits.isResident()
                && time.since(last).compareTo(BETWEEN) >= 0
                && swept.compareAndSet(last, time.nanos())) {
            sweep(FEW);
        }
    }

    private int sweep(int most) {
        return sql.transaction(
                Access.machinery(),
                () -> {
                    if (!accounts.isAlone()) {
                        return 0;
                    }
                    var admitted = accounts.admit(limits.perProvider(), limits.inAll(), most);
                    enqueue(admitted);
                    return admitted.size();
                });
    }

    private void enqueue(List<Admitted> accounts) {
        if (!accounts.isEmpty()) {
            jobs.enqueueAll(accounts.stream().map(DueAccounts::toJob).toList());
        }
    }

    private static NewJob<SyncKinds.Args> toJob(Admitted account) {
        return NewJob.of(
                account.isBackfill() ? SyncKinds.FIRST : SyncKinds.AGAIN,
                new SyncKinds.Args(account.id()),
                account.tenant(),
                Trigger.SCHEDULE,
                "due-accounts");
    }
}
