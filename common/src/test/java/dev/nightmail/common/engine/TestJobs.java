package dev.nightmail.common.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.Job;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs jobs one at a time, through the real tables, when the test says so. */
public final class TestJobs {

    private static final Duration LEASE = Duration.ofDays(400);

    public final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .registerModule(new Jdk8Module());
    public final TestClock clock = new TestClock();
    public final Sql sql = TestDatabase.sql();
    public final Ids ids = new Ids(clock);
    public final Jobs jobs = new Jobs(sql, ids, json, new Wakeup());
    public final Outbox outbox = new Outbox(sql, ids, clock, json, "test-service");
    public final Steering steering =
            new Steering(
                    new SteeringRepository(sql),
                    new EndingRepository(sql),
                    new QueueRepository(sql),
                    new Wakeup(),
                    sql);
    final ClaimRepository claims = new ClaimRepository(sql);
    final WorkerRepository workers = new WorkerRepository(sql);
    final UpkeepRepository upkeep = new UpkeepRepository(sql);
    final EndingRepository endings = new EndingRepository(sql);
    final Run.Tools tools =
            new Run.Tools(
                    sql,
                    new RunRepository(sql),
                    endings,
                    new WrittenRows(sql),
                    new BlastRadius(sql, TestConfig.usual()),
                    new Codec(json),
                    System::nanoTime);
    private final JobRunner runner = new JobRunner();
    private final Aftermath aftermath =
            new Aftermath(new EngineMetrics(new SimpleMeterRegistry()), outbox);
    private final UUID worker = register();

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

    /** Runs the job for the tenant without doing it; it must come to its end. */
    public <A extends Record> DryRunReport dryRun(Job<A> job, A args, UUID tenant) {
        return report(attempt(job, enqueueDry(job, args, tenant)).jobId());
    }

    <A extends Record> UUID enqueueDry(Job<A> job, A args, UUID tenant) {
        var wanted = NewJob.of(job.kind(), args, tenant, Trigger.API, "test").dry();
        return sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted)).id();
    }

    private DryRunReport report(UUID id) {
        var text =
                sql.transaction(
                                Access.machinery(),
                                () ->
                                        sql.queryOne(
                                                "SELECT report FROM jobs.attempt WHERE job_id = ? AND dry_run",
                                                row -> row.getString(1),
                                                id))
                        .orElseThrow();
        try {
            return json.readValue(text, DryRunReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enqueueing over another line to the database. */
    public Jobs jobs(Sql sql, Ids ids) {
        return new Jobs(sql, ids, json, new Wakeup());
    }

    /** Claims the job, which must be available, and runs one attempt. */
    public <A extends Record> Ran attempt(Job<A> job, UUID id) {
        var claim = claim(job, id);
        try {
            runner.run(job, claim, Run.of(tools, claim))
                    .ifPresent(
                            ending -> sql.transact(Access.machinery(), () -> end(claim, ending)));
        } catch (LostClaimException e) {
            return new Ran(id, "lost", Optional.empty(), liveState(id), Map.of(), "");
        }
        return lastAttempt(id);
    }

    /** Lets so much time pass, and makes what is due then available. */
    public void later(Duration wait) {
        clock.advance(wait);
        sql.transaction(Access.machinery(), upkeep::promote);
    }

    /** State and reason of the job's row, such as {@code retryable/}; empty once it has ended. */
    public Optional<String> liveState(UUID id) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                "SELECT state || '/' || reason FROM jobs.job WHERE id = ?",
                                row -> row.getString(1),
                                id));
    }

    /** How many live jobs of the kind the tenant has. */
    public int enqueued(String kind, UUID tenant) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                        "SELECT id FROM jobs.job WHERE kind = ? AND tenant_id = ?",
                                        row -> 1,
                                        kind,
                                        tenant)
                                .size());
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

    private void end(Claim claim, Ending ending) {
        endings.end(claim, ending);
        aftermath.announce(claim, ending);
    }

    private Ran lastAttempt(UUID id) {
        return sql
                .transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        """
                                        SELECT outcome, job_state, counts, error_code FROM jobs.attempt
                                        WHERE job_id = ? ORDER BY attempt DESC LIMIT 1
                                        """,
                                        row ->
                                                new Ran(
                                                        id,
                                                        row.getString("outcome"),
                                                        Optional.ofNullable(
                                                                row.getString("job_state")),
                                                        Optional.empty(),
                                                        counts(row.getString("counts")),
                                                        row.getString("error_code")),
                                        id))
                .stream()
                .map(ran ->
                        new Ran(
                                id,
                                ran.outcome(),
                                ran.jobState(),
                                liveState(id),
                                ran.counts(),
                                ran.errorCode()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> counts(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something of each of a job's attempts, oldest first. */
    List<String> attempts(UUID id, String expression) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                "SELECT "
                                        + expression
                                        + " FROM jobs.attempt WHERE job_id = ? ORDER BY ended_at",
                                row -> row.getString(1),
                                id));
    }
}
