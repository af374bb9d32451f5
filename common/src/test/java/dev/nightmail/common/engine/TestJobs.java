package dev.nightmail.common.engine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.engine.EndingRepository.Completion;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestClock;
import dev.nightmail.common.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs jobs one at a time, through the real tables, when the test says so. */
public final class TestJobs {

    private static final Duration LEASE = Duration.ofDays(400);

    /** A drain that comes to so many attempts will have no end. */
    private static final int MOST_ATTEMPTS = 1000;

    /** As services have it. */
    public final ObjectMapper json =
            new ObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .registerModule(new JavaTimeModule())
                    .registerModule(new Jdk8Module());

    public final TestClock clock = new TestClock();
    public final Ids ids = new Ids(clock);
    public final Sql sql;
    public final Jobs jobs;
    public final AskedJobs asked;
    public final Outbox outbox;
    public final Steering steering;

    /** What was counted. */
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    final ClaimRepository claims;
    final WorkerRepository workers;
    final UpkeepRepository upkeep;
    final EndingRepository endings;
    final Run.Tools tools;
    private final TestRecords records;
    private final JobRunner runner = new JobRunner();
    private final Aftermath aftermath;
    private UUID worker;

    public TestJobs() {
        this(TestDatabase.sql());
    }

    /** As a process that has a line of its own to the database. */
    public TestJobs(Sql sql) {
        this(sql, TestDatabase.sql());
    }

    /** In another database, where {@link #later} moves no clock. */
    public static TestJobs at(TestDatabase database) {
        return new TestJobs(database.ofServices(), database.ofServices());
    }

    private TestJobs(Sql sql, Sql look) {
        this.sql = sql;
        records = new TestRecords(look, json);
        var audit = new Audit(sql, ids);
        jobs = new Jobs(sql, ids, json, new Wakeup());
        asked = new AskedJobs(jobs, audit, sql);
        outbox = new Outbox(sql, ids, clock, json, "test-service");
        var metrics = new EngineMetrics(meters);
        claims = new ClaimRepository(sql, metrics);
        workers = new WorkerRepository(sql);
        upkeep = new UpkeepRepository(sql);
        endings = new EndingRepository(sql);
        steering =
                new Steering(
                        new SteeringRepository(sql, endings),
                        new QueueRepository(sql),
                        audit,
                        new Wakeup(),
                        sql);
        tools =
                new Run.Tools(
                        sql,
                        new RunRepository(sql),
                        endings,
                        new WrittenRows(sql),
                        new BlastRadius(sql, TestConfig::usual),
                        new Codec(json),
                        System::nanoTime);
        aftermath = new Aftermath(metrics, outbox, new Ends(), new StaleWrites(sql));
        worker = register();
    }

    /** Enqueues the job for the tenant and runs its first attempt. */
    public <A extends Record> Ran run(Job<A> job, A args, UUID tenant) {
        return attempt(job, enqueue(job, args, tenant));
    }

    /** A job of its own, even if one with the unique key of its kind is alive. */
    public <A extends Record> UUID enqueue(Job<A> job, A args, UUID tenant) {
        var wanted =
                NewJob.of(job.kind(), args, tenant, Trigger.API, "test")
                        .unique(UUID.randomUUID().toString());
        return sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted)).id();
    }

    /** Arguments of the tenant's live jobs of the kind, oldest first. */
    public <A extends Record> List<A> enqueued(JobKind<A> kind, UUID tenant) {
        return records.enqueued(kind, tenant);
    }

    /** Runs the job for the tenant without doing it; it must come to its end. */
    public <A extends Record> DryRunReport dryRun(Job<A> job, A args, UUID tenant) {
        return records.report(attempt(job, enqueueDry(job, args, tenant)).jobId());
    }

    <A extends Record> UUID enqueueDry(Job<A> job, A args, UUID tenant) {
        var wanted = NewJob.of(job.kind(), args, tenant, Trigger.API, "test").dry();
        return sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted)).id();
    }

    /** Claims the job, which must be available, and runs one attempt. */
    public <A extends Record> Ran attempt(Job<A> job, UUID id) {
        var claim = claim(job, id);
        try {
            runner.run(job, claim, Run.of(tools, claim))
                    .ifPresent(
                            ending -> sql.transact(Access.machinery(), () -> end(claim, ending)));
        } catch (LostClaimException e) {
            aftermath.refused(claim);
            return new Ran(id, "lost", Optional.empty(), liveState(id), Map.of(), "");
        }
        return records.lastAttempt(id);
    }

    /**
     * Runs the tenant's jobs of these kinds that are available, and those that come of them, one
     * after the other as their turn comes, until none is left. What waits for its time does so.
     */
    public List<Ran> drain(UUID tenant, Job<?>... jobs) {
        var kinds = TestKinds.of(sql, jobs);
        var names = kinds.jobs().stream().map(job -> job.kind().name()).toList();
        var ran = new ArrayList<Ran>();
        promote();
        var next = records.next(tenant, names);
        while (next.isPresent()) {
            if (ran.size() == MOST_ATTEMPTS) {
                throw new AssertionError("No end after " + MOST_ATTEMPTS + " attempts");
            }
            var job = kinds.find(next.get().kind()).orElseThrow();
            ran.add(attempt(job, next.get().id()));
            next = records.next(tenant, names);
        }
        return ran;
    }

    /** Lets so much time pass, and makes what is due then available. */
    public void later(Duration wait) {
        clock.advance(wait);
        promote();
    }

    /** Lets time pass until the job is due, and makes it available. */
    public void untilDue(UUID id) {
        later(records.dueIn(id));
    }

    /** The process has died: its lease is over, what it ran is available, and another is there. */
    public void restart() {
        workers.retire(worker);
        worker = register();
        rescue();
    }

    /** Another worker claims the job, and dies; when its lease is over the job is rescued. */
    void die(Job<?> job, UUID id) {
        var dead = ids.next();
        workers.register(dead, "test-service", Duration.ofSeconds(10));
        var claim = claims.claimOnly(dead, id, Set.of(job.kind().id())).orElseThrow();
        sql.transact(Access.machinery(), () -> tools.runs().begin(claim));
        later(Duration.ofSeconds(11));
        rescue();
    }

    /** State and reason of the job's row, such as {@code retryable/}; empty once it has ended. */
    public Optional<String> liveState(UUID id) {
        return records.liveState(id);
    }

    /** How the last attempt of the job went. */
    public Ran lastAttempt(UUID id) {
        return records.lastAttempt(id);
    }

    Claim claim(Job<?> job, UUID id) {
        return claims.claimOnly(worker, id, Set.of(job.kind().id())).orElseThrow();
    }

    /** Takes the jobs of dead workers from them; returns how many. */
    int rescue() {
        return sql.transaction(Access.machinery(), upkeep::rescue).size();
    }

    /** The tokens of the jobs that the database thinks a worker runs. */
    Set<Long> held(UUID worker) {
        return sql.transaction(Access.machinery(), () -> upkeep.held(worker)).stream()
                .map(UpkeepRepository.Held::token)
                .collect(Collectors.toSet());
    }

    /** Gives back all jobs of the worker, as if it knew none; returns how many. */
    int giveBack(UUID worker) {
        var tokens = held(worker);
        return sql.transaction(Access.machinery(), () -> upkeep.giveBack(worker, tokens)).size();
    }

    /** A worker whose lease outlives whatever the test does to the clock. */
    UUID register() {
        var id = ids.next();
        workers.register(id, "test-service", LEASE);
        return id;
    }

    /** Something of each of a job's attempts, oldest first. */
    List<String> attempts(UUID id, String expression) {
        return records.attempts(id, expression);
    }

    private void promote() {
        sql.transaction(Access.machinery(), upkeep::promote);
    }

    /** A plain completion goes the way of many that are written at once. */
    private void end(Claim claim, Ending ending) {
        if (!ending.isPlain()) {
            endings.end(claim, ending);
            aftermath.announce(claim, ending);
        } else if (endings.complete(List.of(new Completion(claim, ending.counts()))) == 0) {
            throw new LostClaimException(claim.id(), claim.token());
        }
    }
}
