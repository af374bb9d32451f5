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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Enqueues a sync for each account that is due, as far as there is room. */
@ApplicationScoped
public class DueAccounts implements Sweep {

    /** Accounts that are looked at between two sweeps, those that have been due for longest. */
    private static final int FEW = 1000;

    /** A provider with many of those would else hold up the accounts of others. */
    private static final int ALL = 1_000_000;

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Of the places that there are, so many may be free before new ones come in. */
    private static final int SHARE = 4;

    private final Sql sql;
    private final AdmissionRepository accounts;
    private final Jobs jobs;
    private final Limits limits;
    private final Monotonic time;
    private final AtomicLong swept;
    private final AtomicInteger ended = new AtomicInteger();

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

    /**
     * A sync is over. Fills places that are free, unless they are few and that was done a moment
     * ago, or it is left to cron.
     */
    void sweepSoon() {
        if (!limits.isResident()) {
            return;
        }
        long last = swept.get();
        int free = ended.incrementAndGet();
        boolean isTime =
                time.since(last).compareTo(BETWEEN) >= 0
                        || free * SHARE >= Math.min(limits.perProvider(), limits.inAll());
        if (isTime && swept.compareAndSet(last, time.nanos())) {
            ended.set(0);
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
