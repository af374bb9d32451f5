package dev.nightmail.sync.writeback;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Enqueues a job for each account that has wishes whose time has come, such as when it is served
 * again after a rest; forgets wishes that ended long ago.
 */
@ApplicationScoped
class OpenChanges implements Sweep {

    private final Sql sql;
    private final WriteBackRepository changes;
    private final Jobs jobs;
    private final InForce<WriteBackConfig> settings;

    OpenChanges(
            Sql sql, WriteBackRepository changes, Jobs jobs, InForce<WriteBackConfig> settings) {
        this.sql = sql;
        this.changes = changes;
        this.jobs = jobs;
        this.settings = settings;
    }

    @Override
    public int sweep() {
        sql.transact(Access.machinery(), () -> changes.prune(settings.now().retention()));
        return sql.transaction(
                Access.machinery(),
                () -> {
                    var due = changes.takeDue();
                    jobs.enqueueAll(due.stream().map(OpenChanges::toJob).toList());
                    return due.size();
                });
    }

    private static NewJob<WriteBackJob.Args> toJob(WriteBackRepository.Due due) {
        return NewJob.of(
                        WriteBackJob.KIND,
                        new WriteBackJob.Args(due.account()),
                        due.tenant(),
                        Trigger.SCHEDULE,
                        "open-changes")
                .with(Priority.HIGH);
    }
}
