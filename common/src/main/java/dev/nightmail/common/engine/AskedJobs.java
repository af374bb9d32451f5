package dev.nightmail.common.engine;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.job.Enqueued;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import jakarta.inject.Singleton;

/** Jobs that somebody asks for by the name of their kind; who did is in the audit. */
@Singleton
public class AskedJobs {

    private final Jobs jobs;
    private final Audit audit;

    AskedJobs(Jobs jobs, Audit audit) {
        this.jobs = jobs;
        this.audit = audit;
    }

    /** As {@link Jobs#enqueue}. */
    public Enqueued enqueue(NewJob<?> wanted) {
        var enqueued = jobs.enqueue(wanted);
        if (enqueued.isNew()) {
            audit.write(
                    AuditEntry.critical(
                                    wanted.tenant(),
                                    "job.run",
                                    "job:" + enqueued.id(),
                                    wanted.origin().actor())
                            .with("kind", wanted.kind().name())
                            .with("dryRun", wanted.isDryRun()));
        }
        return enqueued;
    }
}
