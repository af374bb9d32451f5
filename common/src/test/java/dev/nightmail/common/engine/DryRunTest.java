package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.CountingJob.Args;
import dev.nightmail.common.engine.CountingJob.Page;
import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.DryRunReport.Effects;
import dev.nightmail.common.job.DryRunReport.End;
import dev.nightmail.common.job.DryRunReport.Rows;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J11")
class DryRunTest {

    private static final int PAGES = 3;
    private static final int ROWS = 4;

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void reportHasTheCountsOfTheRealRunAndNothingStays() {
        var job = new CountingJob(this::pages);
        var before = TestDatabase.digest(tenant);

        var report = engine.dryRun(job, new Args(1), tenant);
        var after = TestDatabase.digest(tenant);
        var real = engine.run(job, new Args(1), tenant);

        assertThat(after).isEqualTo(before);
        assertThat(report.counts()).isEqualTo(real.counts()).containsEntry("seen", 12L);
        assertThat(report.enqueued()).isEqualTo(PAGES);
        assertThat(report.facts()).isEqualTo(PAGES);
        assertThat(report.tables())
                .isEqualTo(Map.of("events.inbox", new Rows((long) PAGES * ROWS, 0, 0)));
        assertThat(report.samples().get("seen")).hasSize(5).startsWith("1-0", "1-1");
        assertThat(report.effects())
                .isEqualTo(Map.of("smtp", new Effects(1, List.of("a***@example.org"))));
        assertThat(report.estimates()).containsExactly("because");
        assertThat(report.wouldEnd()).isEqualTo(new End("completed", ""));
        assertThat(TestDatabase.digest(tenant)).isNotEqualTo(before);
    }

    @Test
    @Tag("J5")
    void nothingStaysOfWhatIsWrittenWithoutAChunk() {
        var job =
                new CountingJob(context -> {
                    context.read(() -> engine.jobs.enqueue(follower()));
                    return JobResult.completed();
                });
        var before = TestDatabase.digest(tenant);

        engine.dryRun(job, new Args(1), tenant);
        engine.run(job, new Args(1), tenant);

        assertThat(TestDatabase.digest(tenant)).isEqualTo(before);
    }

    @Test
    void rowsOfEarlierTransactionsOfTheSessionAreNotCounted() {
        for (int i = 0; i < ROWS; i++) {
            engine.sql.transact(Access.worker(tenant), this::remember);
        }
        var job = new CountingJob(context -> context.complete(chunk -> remember()));

        var report = engine.dryRun(job, new Args(1), tenant);

        assertThat(report.tables()).isEqualTo(Map.of("events.inbox", new Rows(1, 0, 0)));
    }

    @Test
    void whatTheRealRunWouldRetryIsOverAtOnce() {
        var job = new CountingJob(context -> new JobResult.RetryLater(Duration.ofHours(1), "busy"));

        var id = engine.enqueueDry(job, new Args(1), tenant);
        var ran = engine.attempt(job, id);

        assertThat(ran.jobState()).contains("completed");
        assertThat(engine.dryRun(job, new Args(1), tenant).wouldEnd())
                .isEqualTo(new End("failed", "busy"));
    }

    @Test
    void errorEndsADryRunWithItsCodeAndIsToldToNobody() {
        var job =
                new CountingJob(context -> {
                    throw new IllegalStateException("no plan");
                });

        var ran = engine.attempt(job, engine.enqueueDry(job, new Args(1), tenant));

        assertThat(ran.jobState()).contains("discarded");
        assertThat(ran.errorCode()).isEqualTo("IllegalStateException");
        assertThat(TestDatabase.digest(tenant).get("events.outbox"))
                .isEqualTo(TestDatabase.digest(UUID.randomUUID()).get("events.outbox"));
        var again = new NewJob.Origin(Trigger.CLI, "ada", "");
        assertThat(
                        engine.sql.<Integer, RuntimeException>transaction(
                                Access.request(tenant),
                                () -> engine.steering.redrive(List.of(ran.jobId()), again)))
                .isZero();
    }

    @Test
    void dryRunLivesBesideTheJobThatHasTheKey() {
        var job = new LiveJob((args, context) -> JobResult.completed());
        var keyed = job.kind().uniqueBy(args -> "key").oneAtATimeBy(args -> "key");
        var real = NewJob.of(keyed, new LiveJob.Args(1), tenant, Trigger.API, "test");

        var first = engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(real));
        var dry = engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(real.dry()));
        engine.claim(job, first.id());

        assertThat(dry.isNew()).isTrue();
        assertThat(engine.claim(job, dry.id()).isDryRun()).isTrue();
    }

    @Test
    @Tag("J8")
    void dryRunThatIsStoppedByAShutdownIsHandedBack() {
        var job = new CountingJob(context -> JobResult.completed());
        var claim = engine.claim(job, engine.enqueueDry(job, new Args(1), tenant));
        var run = Run.of(engine.tools, claim);

        run.cancel(Stop.SHUTDOWN);

        assertThat(run.planned(Ending.snoozed(Duration.ZERO, "stopped")))
                .isEqualTo(Ending.returned(Stop.SHUTDOWN));
        assertThat(run.planned(Ending.completed("{}")).report()).isPresent();
    }

    private JobResult pages(JobContext context) {
        var address = new Effect("smtp", "ada@example.org");
        context.perform(address, intent -> "sent", "assumed");
        context.estimate("because");
        while (context.checkpoint(Page.class).map(Page::done).orElse(0) < PAGES) {
            int page = context.checkpoint(Page.class).map(Page::done).orElse(0) + 1;
            context.chunk(chunk -> {
                chunk.checkpoint(new Page(page));
                write(chunk, page);
            });
        }
        return context.complete(chunk -> chunk.count("pages", PAGES));
    }

    private void write(Chunk chunk, int page) {
        for (int i = 0; i < ROWS; i++) {
            remember();
            chunk.sample("seen", page + "-" + i);
        }
        chunk.count("seen", ROWS);
        var key = UUID.randomUUID().toString();
        engine.jobs.enqueue(
                NewJob.of(CountingJob.KIND, new Args(page), tenant, Trigger.JOB, "test"));
        engine.outbox.add(JobFact.TOPIC, new Fact<>("test.turned", tenant, key, new Page(page)));
    }

    /** A row in a table of day partitions. */
    private void remember() {
        engine.sql.update(
                "INSERT INTO events.inbox (consumer, event_time, event_id) VALUES (?, jobs.clock(), ?)",
                tenant.toString(),
                UUID.randomUUID());
    }

    private NewJob<Args> follower() {
        return NewJob.of(CountingJob.KIND, new Args(1), tenant, Trigger.JOB, "test");
    }
}
