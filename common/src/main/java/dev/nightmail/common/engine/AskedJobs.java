package dev.nightmail.common.engine;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Enqueued;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;

/** Jobs that somebody asks for by the name of their kind; who did is in the audit. */
@Singleton
public class AskedJobs {

    private final Jobs jobs;
    private final Audit audit;
    private final Sql sql;

    AskedJobs(Jobs jobs, Audit audit, Sql sql) {
        this.jobs = jobs;
        this.audit = audit;
        this.sql = sql;
    }

    /**
     * As {@link #enqueue}, for whom the caller names.
     *
     * @throws Problem 422 when there is no such tenant
     */
    public Enqueued enqueueForNamed(NewJob<?> wanted) {
        var tenant = wanted.tenant();
        if (sql.queryOne("SELECT 1 FROM core.tenant WHERE id = ?", row -> true, tenant).isEmpty()) {
            throw Problem.unprocessable("unknown-tenant", "There is no tenant " + tenant + ".");
        }
        return enqueue(wanted);
    }

    /**
     * As {@link Jobs#enqueue}.
     *
     * @throws Problem 403 when the kind is the installation's and the tenant is not the operators'
     */
    public Enqueued enqueue(NewJob<?> wanted) {
        if (wanted.kind().isOfInstallation() && !wanted.tenant().equals(Ids.NIL)) {
            throw Problem.operatorsOnly();
        }
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
