package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The kinds of job that this process can do. */
@Singleton
public class KindRegistry {

    /**
     * Rises with each release; rows of the catalogue are only updated by a release as high as their
     * own.
     */
    public static final int RELEASE = 1;

    private final Map<String, Job<?>> byName = new TreeMap<>();
    private final Map<String, Duration> timeouts = new TreeMap<>();
    private final Sql sql;
    private final String service;

    @Inject
    KindRegistry(
            @All List<Job<?>> jobs,
            Sql sql,
            @ConfigProperty(name = "quarkus.application.name") String service,
            Config settings) {
        this.sql = sql;
        this.service = service;
        for (var job : jobs) {
            var kind = job.kind();
            if (byName.put(kind.name(), job) != null) {
                throw new IllegalStateException("Two jobs are of kind " + kind.name());
            }
            timeouts.put(kind.name(), timeout(kind, settings));
        }
    }

    /** Of kinds that are left as they are declared. */
    KindRegistry(List<Job<?>> jobs, Sql sql, String service) {
        this(jobs, sql, service, new SmallRyeConfigBuilder().build());
    }

    /** Asked for by its whole name, so that nothing has to list the kinds for the environment. */
    private static Duration timeout(JobKind<?> kind, Config settings) {
        var key = "nightmail.jobs.\"%s\".timeout".formatted(kind.name());
        return settings.getOptionalValue(key, String.class)
                .map(text -> new DurationConverter().convert(text))
                .orElse(kind.timeout());
    }

    /** How long a run of a known kind may go on without progress. */
    Duration timeout(String kind) {
        return Optional.ofNullable(timeouts.get(kind)).orElseThrow();
    }

    public Optional<Job<?>> find(String kind) {
        return Optional.ofNullable(byName.get(kind));
    }

    public Collection<Job<?>> jobs() {
        return byName.values();
    }

    public String service() {
        return service;
    }

    /** The kinds of a queue, as claims name them. */
    Set<String> idsOf(String queue) {
        var ids = new TreeSet<String>();
        for (var job : byName.values()) {
            if (job.kind().queue().equals(queue)) {
                ids.add(job.kind().id());
            }
        }
        return ids;
    }

    /** The kinds of some queues, as claims name them. */
    Set<String> ids(Set<String> queues) {
        var ids = new TreeSet<String>();
        queues.forEach(queue -> ids.addAll(idsOf(queue)));
        return ids;
    }

    Set<String> queues() {
        var queues = new TreeSet<String>();
        byName.values().forEach(job -> queues.add(job.kind().queue()));
        return queues;
    }

    void publish() {
        sql.transact(Access.machinery(), () -> byName.values().forEach(job -> publish(job.kind())));
    }

    private void publish(JobKind<?> kind) {
        sql.update(
                """
                INSERT INTO jobs.kind (name, version, service, queue, release, expected, greatest)
                VALUES (?, ?, ?, ?, ?, make_interval(secs => ?), make_interval(secs => ?))
                ON CONFLICT (name, version) DO UPDATE
                SET service = excluded.service, queue = excluded.queue, release = excluded.release,
                    expected = excluded.expected, greatest = excluded.greatest
                WHERE jobs.kind.release <= excluded.release
                """,
                kind.name(),
                kind.version(),
                service,
                kind.queue(),
                RELEASE,
                kind.patience().expected(),
                kind.patience().greatest());
    }
}
