package dev.nightmail.sync.health;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.Sweep;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Enqueues a check for each tenant of whose accounts something is to be told; looks now and then.
 */
@ApplicationScoped
class UnwellAccounts implements Sweep {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Sql sql;
    private final EpisodeRepository episodes;
    private final Jobs jobs;
    private final Monotonic time;
    private Optional<Long> looked = Optional.empty();

    UnwellAccounts(Sql sql, EpisodeRepository episodes, Jobs jobs, Monotonic time) {
        this.sql = sql;
        this.episodes = episodes;
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
                    var tenants = episodes.listTenants();
                    jobs.enqueueAll(
                            tenants.stream()
                                    .map(tenant ->
                                            NewJob.of(
                                                    CheckHealthJob.KIND,
                                                    new CheckHealthJob.Args(),
                                                    tenant,
                                                    Trigger.SCHEDULE,
                                                    "unwell-accounts"))
                                    .toList());
                    return tenants.size();
                });
    }
}
