package dev.nightmail.common.engine;

import dev.nightmail.common.event.InboxDrain;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.event.TestFacts;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The engine as a service has it, running in the test's own process. */
public final class LiveEngine implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 20_000_000;

    final TestJobs test;

    /** Rings this engine. */
    final Jobs jobs;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Completer completer;
    final Ends ends = new Ends();
    private final Engine engine;
    private final KindRegistry kinds;

    /** Started at once. */
    public LiveEngine(Job<?> job) {
        this(job, new TestJobs().sql);
    }

    /** With a way of its own to the database for the work. */
    LiveEngine(Job<?> job, Sql work) {
        this(job, work, TestConfig.usual(), new Wakeup());
    }

    /** With settings of its own, and a wakeup that others have, too. */
    LiveEngine(Job<?> job, Sql work, EngineConfig config, Wakeup wakeup) {
        this(job, new TestJobs(), work, () -> config, wakeup);
        engine.start();
    }

    /** With settings that change while it runs. */
    LiveEngine(Job<?> job, InForce<EngineConfig> settings) {
        this(job, new TestJobs(), new TestJobs().sql, settings, new Wakeup());
        engine.start();
    }

    private LiveEngine(
            Job<?> job, TestJobs test, Sql work, InForce<EngineConfig> settings, Wakeup wakeup) {
        this.test = test;
        var config = settings.now();
        jobs = new Jobs(test.sql, test.ids, test.json, wakeup);
        var metrics = new EngineMetrics(meters);
        kinds = TestKinds.of(test.sql, job);
        var endings = new EndingRepository(work);
        var tools =
                new Run.Tools(
                        work,
                        new RunRepository(work),
                        endings,
                        new WrittenRows(work),
                        new BlastRadius(work, settings),
                        new Codec(test.json),
                        System::nanoTime);
        var aftermath =
                new Aftermath(
                        metrics,
                        new Outbox(work, test.ids, test.clock, test.json, "test-service"),
                        ends,
                        new StaleWrites(work));
        completer = new Completer(work, endings, wakeup, aftermath);
        var worker = new Worker(kinds, new JobRunner(), tools, completer, aftermath);
        var claims = new ClaimRepository(test.sql, metrics);
        var upkeep =
                new Upkeep(
                        test.sql,
                        new UpkeepRepository(test.sql),
                        worker,
                        aftermath,
                        System::nanoTime);
        var rounds = new Rounds(upkeep, wakeup, config, System::nanoTime);
        var poller =
                new Poller(
                        new Claimer(
                                test.sql, claims, new QueueRepository(test.sql), settings, kinds),
                        worker,
                        settings,
                        new Poller.PollerTools(kinds, rounds, wakeup, System::nanoTime));
        var lease =
                new Lease(
                        new WorkerRepository(test.sql),
                        poller,
                        worker,
                        config,
                        new Lease.LeaseTools(test.ids, System::nanoTime, kinds));
        engine =
                new Engine(
                        kinds,
                        lease,
                        poller,
                        worker,
                        new Engine.Closing(completer, claims, config, System::nanoTime));
    }

    private Drain drain(InboxDrain inbox) {
        var parts =
                new Drain.Parts(new QueueRepository(test.sql), TestFacts.relay(test.sql), inbox);
        return new Drain(engine, kinds, parts, test.sql, System::nanoTime);
    }

    /** What a process does that ends when nothing is left, or before the time is over. */
    public static Drain.Drained drain(Job<?> job, Duration longest) {
        return drain(job, longest, TestFacts.inbox());
    }

    /** The same of a service that is told something. */
    static Drain.Drained drain(Job<?> job, Duration longest, InboxDrain inbox) {
        var test = new TestJobs();
        var config = TestConfig.usual();
        var resting = new LiveEngine(job, test, test.sql, () -> config, new Wakeup());
        try {
            var drain = resting.drain(inbox);
            return drain.run(drain.queues(Optional.empty()), longest);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In a database of its own. */
    static LiveEngine at(TestDatabase database, Job<?> job) {
        var test = new TestJobs(database.ofServices());
        var config = TestConfig.usual();
        var live = new LiveEngine(job, test, test.sql, () -> config, new Wakeup());
        live.engine.start();
        return live;
    }

    /** As commands have it. */
    public Engine engine() {
        return engine;
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

    public static void until(BooleanSupplier condition) {
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
