package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The engine as a service has it, running in the test's own process. */
final class LiveEngine implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 20_000_000;

    final TestJobs test = new TestJobs();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Completer completer;
    private final Engine engine;

    /** Started at once. */
    LiveEngine(Job<?> job) {
        this(job, new TestJobs().sql);
    }

    /** With a way of its own to the database for the work. */
    LiveEngine(Job<?> job, Sql work) {
        var config =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withMapping(EngineConfig.class)
                        .withDefaultValue("nightmail.jobs.shutdown-grace", "1s")
                        .build()
                        .getConfigMapping(EngineConfig.class);
        var metrics = new EngineMetrics(meters);
        var kinds = TestKinds.of(test.sql, job);
        var endings = new EndingRepository(work);
        var tools =
                new Run.Tools(
                        work,
                        new RunRepository(work),
                        endings,
                        new Codec(test.json),
                        System::nanoTime);
        completer = new Completer(work, endings, metrics);
        var worker =
                new Worker(
                        kinds,
                        new JobRunner(),
                        tools,
                        completer,
                        new Aftermath(metrics, test.outbox));
        var claims = new ClaimRepository(test.sql);
        var poller =
                new Poller(
                        claims,
                        worker,
                        config,
                        new Poller.PollerTools(kinds, new Wakeup(), System::nanoTime));
        var lease =
                new Lease(
                        new WorkerRepository(test.sql),
                        poller,
                        worker,
                        config,
                        new Lease.LeaseTools(test.ids, System::nanoTime, metrics, kinds));
        engine =
                new Engine(
                        kinds,
                        lease,
                        poller,
                        worker,
                        new Engine.Closing(completer, claims, config, System::nanoTime));
        engine.start();
    }

    /** Outcome and code of each attempt of a job, such as {@code failed/timed-out}. */
    List<String> attempts(UUID job) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql.query(
                                "SELECT outcome || '/' || error_code FROM jobs.attempt WHERE job_id = ? ORDER BY attempt",
                                row -> row.getString(1),
                                job));
    }

    static void until(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new AssertionError("It does not come to pass");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        try {
            engine.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
