package dev.nightmail.sync.rotation;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Enqueues a rotation for each tenant with secrets under an older key; looks now and then only. */
@ApplicationScoped
class StaleSecrets implements Sweep {

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Sql sql;
    private final SecretRepository stored;
    private final Secrets secrets;
    private final Jobs jobs;
    private final Monotonic time;
    private Optional<Long> looked = Optional.empty();

    StaleSecrets(Sql sql, SecretRepository stored, Secrets secrets, Jobs jobs, Monotonic time) {
        this.sql = sql;
        this.stored = stored;
        this.secrets = secrets;
        this.jobs = jobs;
        this.time = time;
    }

    @Override
    public synchronized int sweep() {
        if (looked.filter(at -> time.since(at).compareTo(PAUSE) < 0).isPresent()) {
            return 0;
        }
        looked = Optional.of(time.nanos());
        return sql.transaction(
                Access.machinery(),
                () -> {
                    var tenants = stored.listTenants(secrets.primaryKey());
                    jobs.enqueueAll(
                            tenants.stream()
                                    .map(tenant ->
                                            NewJob.of(
                                                    RotateSecretsJob.KIND,
                                                    new RotateSecretsJob.Args(),
                                                    tenant,
                                                    Trigger.SCHEDULE,
                                                    "stale-secrets"))
                                    .toList());
                    return tenants.size();
                });
    }
}
