package dev.nightmail.sync.schedule;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.setting.InForce;
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

    /** Accounts that are looked at before it is known that a single full provider holds them up. */
    private static final int AT_FIRST = 1000;

    private static final int ALL = 1_000_000;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Sql sql;
    private final AdmissionRepository accounts;
    private final Jobs jobs;
    private final InForce<ScheduleConfig> settings;
    private final Monotonic time;
    private final AtomicLong swept;

    public DueAccounts(
            Sql sql,
            AdmissionRepository accounts,
            Jobs jobs,
            InForce<ScheduleConfig> settings,
            Monotonic time) {
        this.sql = sql;
        this.accounts = accounts;
        this.jobs = jobs;
        this.settings = settings;
        this.time = time;
        this.swept = new AtomicLong(time.nanos());
    }

    @Override
    public int sweep() {
        swept.set(time.nanos());
        int admitted = sweep(AT_FIRST);
        return admitted > 0 ? admitted : sweep(ALL);
    }

    /** The same, unless that was done a moment ago. */
    void sweepSoon() {
        long last = swept.get();
        if (time.since(last).compareTo(BETWEEN) >= 0 && swept.compareAndSet(last, time.nanos())) {
            sweep(AT_FIRST);
        }
    }

    private int sweep(int most) {
        return sql.transaction(
                Access.machinery(),
                () -> {
                    if (!accounts.isAlone()) {
                        return 0;
                    }
                    var limits = settings.now();
                    var admitted =
                            accounts.admit(
                                    limits.connectionsPerHost(), limits.maxConcurrent(), most);
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
