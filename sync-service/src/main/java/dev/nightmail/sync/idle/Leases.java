package dev.nightmail.sync.idle;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.idle.IdleRepository.End;
import dev.nightmail.sync.idle.IdleRepository.Taken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a process that listens writes: its leases, and the syncs that it asks for. */
@Singleton
class Leases {

    private final Sql sql;
    private final IdleRepository rows;
    private final Jobs jobs;

    Leases(Sql sql, IdleRepository rows, Jobs jobs) {
        this.sql = sql;
        this.rows = rows;
        this.jobs = jobs;
    }

    /** Tokens of the accounts that are still the process's, and wanted. */
    Map<UUID, Long> renew(UUID process, Duration lease) {
        return sql.transaction(Access.machinery(), () -> rows.renew(process, lease));
    }

    List<Taken> take(UUID process, Duration lease, int atMost) {
        return sql.transaction(Access.machinery(), () -> rows.take(process, lease, atMost));
    }

    void release(Taken taken, End end) {
        sql.transact(Access.machinery(), () -> rows.release(taken, end));
    }

    void releaseAll(UUID process) {
        sql.transact(Access.machinery(), () -> rows.releaseAll(process));
    }

    /**
     * Asks for a sync of the account.
     *
     * @return false when one is alive, which may have looked already: ask again
     */
    boolean sync(Taken taken) {
        var job =
                NewJob.of(
                                SyncKinds.AGAIN,
                                new SyncKinds.Args(taken.account()),
                                taken.tenant(),
                                Trigger.EVENT,
                                "idle")
                        .with(Priority.HIGH);
        return sql.transaction(Access.machinery(), () -> jobs.enqueue(job)).isNew();
    }
}
