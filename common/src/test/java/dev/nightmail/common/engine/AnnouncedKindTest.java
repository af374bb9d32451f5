package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others are told of the ends of jobs. */
@Tag("J18")
class AnnouncedKindTest {

    private final UUID tenant = UUID.randomUUID();
    private final JobKind<LiveJob.Args> silent =
            JobKind.of("test.end-soon", LiveJob.Args.class, "live-" + UUID.randomUUID())
                    .retriedAfter();

    /** Of a kind of the test's choice. */
    private record EndingJob(JobKind<LiveJob.Args> kind, LiveJob.Body body)
            implements Job<LiveJob.Args> {

        @Override
        public JobResult run(LiveJob.Args args, JobContext context) throws Exception {
            return body.run(args, context);
        }
    }

    @Test
    void everyEndOfAnAnnouncedKindIsToldOnce() {
        var job =
                new EndingJob(
                        silent.announced(),
                        (args, context) ->
                                switch (args.number()) {
                                    case 0 -> JobResult.completed();
                                    case 1 -> context.complete(chunk -> chunk.count("done", 1));
                                    case 2 -> new JobResult.Cancelled("no-use");
                                    default -> new JobResult.Failed("no-good", "");
                                });

        assertThat(types(job, 0)).containsExactly("dev.nightmail.job.completed");
        assertThat(types(job, 1)).containsExactly("dev.nightmail.job.completed");
        assertThat(types(job, 2)).containsExactly("dev.nightmail.job.cancelled");
        assertThat(types(job, 3)).containsExactly("dev.nightmail.job.discarded");
    }

    @Test
    void ofOtherKindsOnlyFailuresAreTold() {
        var job =
                new EndingJob(
                        silent,
                        (args, context) ->
                                args.number() == 0
                                        ? context.complete(chunk -> chunk.count("done", 1))
                                        : JobResult.completed());

        assertThat(types(job, 0)).isEmpty();
        assertThat(types(job, 1)).isEmpty();
    }

    @Test
    @Tag("J7")
    void quarantineIsToldAsSuch() {
        var test = new TestJobs();
        var job = new EndingJob(silent, (args, context) -> JobResult.completed());
        var id = test.enqueue(job, new LiveJob.Args(0), tenant);
        for (int death = 0; death < 3; death++) {
            var dead = test.ids.next();
            test.workers.register(dead, "test-service", Duration.ofSeconds(10));
            var claim = test.claims.claimOnly(dead, id, Set.of(job.kind().id())).orElseThrow();
            test.sql.transact(Access.machinery(), () -> test.tools.runs().begin(claim));
            test.later(Duration.ofSeconds(11));
            upkeep(test, job).rescue();
        }

        assertThat(types(test, id)).containsExactly("dev.nightmail.job.quarantined");
    }

    @Test
    @Tag("J4")
    void howeverManyADeadProcessHadInHandAllAreRescuedAtOnce() {
        var queue = new TestQueue();
        int inHand = 2 * UpkeepRepository.MOST_RESCUED + 1;
        queue.fill(tenant, Priority.NORMAL, inHand);
        assertThat(queue.claim(inHand).claims()).hasSize(inHand);
        queue.retire();

        var job = new EndingJob(silent, (args, context) -> JobResult.completed());
        var rescued = upkeep(queue.engine, job).rescue();

        assertThat(rescued).filteredOn(one -> one.queue().equals(queue.name)).hasSize(inHand);
    }

    private static Upkeep upkeep(TestJobs test, Job<?> job) {
        var metrics = new EngineMetrics(new SimpleMeterRegistry());
        var aftermath = new Aftermath(metrics, test.outbox, new Ends(), new StaleWrites(test.sql));
        var worker =
                new Worker(
                        TestKinds.of(test.sql, job),
                        new JobRunner(),
                        test.tools,
                        new Completer(test.sql, test.endings, new Wakeup(), aftermath),
                        aftermath);
        return new Upkeep(test.sql, test.upkeep, worker, aftermath, System::nanoTime);
    }

    private List<String> types(EndingJob job, int number) {
        try (var engine = new LiveEngine(job)) {
            var id = engine.test.enqueue(job, new LiveJob.Args(number), tenant);
            LiveEngine.until(() -> !engine.attempts(id).isEmpty());
            return types(engine.test, id);
        }
    }

    private List<String> types(TestJobs test, UUID id) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql.query(
                                "SELECT event::jsonb ->> 'type' FROM events.outbox WHERE key = ?",
                                row -> row.getString(1),
                                tenant + "/" + id));
    }
}
