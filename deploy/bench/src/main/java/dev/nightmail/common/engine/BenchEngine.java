package dev.nightmail.common.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The engine as a service has it, put together without a container; lives here because the engine's
 * parts are its package's own.
 */
public final class BenchEngine {

    private static final String SERVICE = "bench-service";

    private final Jobs jobs;
    private final Engine engine;

    /**
     * An engine for one kind of job, not yet started.
     *
     * @param concurrency of the kind's queue
     */
    public BenchEngine(Sql work, Sql heartbeat, Job<?> job, int concurrency) {
        var config = settings(job.kind().queue(), concurrency);
        var ids = new Ids(InstantSource.system());
        var json = new ObjectMapper();
        var wakeup = new Wakeup();
        var metrics = new EngineMetrics(new SimpleMeterRegistry());
        var kinds = new KindRegistry(List.of(job), work, SERVICE);
        var claims = new ClaimRepository(work, metrics);
        var endings = new EndingRepository(work);
        var tools =
                new Run.Tools(
                        work,
                        new RunRepository(work),
                        endings,
                        new WrittenRows(work),
                        new BlastRadius(work, () -> config),
                        new Codec(json),
                        System::nanoTime);
        var outbox = new Outbox(work, ids, InstantSource.system(), json, SERVICE);
        var aftermath = new Aftermath(metrics, outbox, new Ends(), new StaleWrites(work));
        var completer = new Completer(work, endings, wakeup, aftermath);
        var worker = new Worker(kinds, new JobRunner(), tools, completer, aftermath);
        var upkeep =
                new Upkeep(work, new UpkeepRepository(work), worker, aftermath, System::nanoTime);
        var rounds = new Rounds(upkeep, wakeup, config, System::nanoTime);
        var poller =
                new Poller(
                        new Claimer(work, claims, new QueueRepository(work), () -> config, kinds),
                        worker,
                        () -> config,
                        new Poller.PollerTools(kinds, rounds, wakeup, System::nanoTime));
        var lease =
                new Lease(
                        new WorkerRepository(heartbeat),
                        poller,
                        worker,
                        config,
                        new Lease.LeaseTools(ids, System::nanoTime, kinds));
        jobs = new Jobs(work, ids, json, wakeup);
        engine =
                new Engine(
                        kinds,
                        lease,
                        poller,
                        worker,
                        new Engine.Closing(completer, claims, config, System::nanoTime));
        engine.publish();
    }

    /** The usual ones, but for the concurrency. */
    private static EngineConfig settings(String queue, int concurrency) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(EngineConfig.class)
                .withDefaultValue("nightmail.jobs.concurrency." + queue, "" + concurrency)
                .build()
                .getConfigMapping(EngineConfig.class);
    }

    public Jobs jobs() {
        return jobs;
    }

    public void start() {
        engine.start();
    }

    public void stop() throws InterruptedException {
        engine.stop();
    }
}
