package dev.nightmail.common.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a tenant is shown of its jobs. */
@Tag("J6")
class JobListTest {

    private static final Optional<String> ANY = Optional.empty();

    private final TestJobs engine = new TestJobs();
    private final JobViewRepository views =
            new JobViewRepository(engine.sql, new JobListRepository(engine.sql), engine.json);
    private final UUID tenant = UUID.randomUUID();

    record Args() {}

    /** Ends as it is told. */
    private record EndingJob(String name, JobResult result) implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return JobKind.of(name, Args.class, "test-list").retriedAfter();
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return result;
        }
    }

    private final EndingJob good = new EndingJob("test.go-well", JobResult.completed());
    private final EndingJob bad = new EndingJob("test.go-wrong", new JobResult.Failed("no", ""));
    private final EndingJob doubtful =
            new EndingJob("test.go-somewhere", new JobResult.Uncertain("no-reply"));

    @Test
    void liveAndEndedJobsAreListedNewestFirstWithTheirPublicStates() {
        var completed = run(good);
        var failed = run(bad);
        var uncertain = run(doubtful);
        var pending = enqueue(good);
        var cancelled = enqueue(good);
        cancel(cancelled);

        assertThat(states(list(ANY, ANY)))
                .containsExactly("cancelled", "pending", "uncertain", "failed", "completed");
        assertThat(ids(list(ANY, ANY)))
                .containsExactly(cancelled, pending, uncertain, failed, completed);
    }

    @Test
    @Tag("A2")
    void countsThatAreNoNumbersHideNoJob() {
        var odd = enqueue(good);
        TestDatabase.asOwner(
                "UPDATE jobs.job SET counts = '{\"done\": 2, \"more\": {\"a\": 1}}' WHERE id = '%s'"
                        .formatted(odd));
        enqueue(good);

        assertThat(list(ANY, ANY).items()).hasSize(2);
        assertThat(list(ANY, ANY).items().getLast().counts()).isEqualTo(Map.of("done", 2L));
    }

    @Test
    void jobsOfOthersAreNotThere() {
        run(good);
        enqueue(good);

        var found = list(UUID.randomUUID(), JobFilter.of(ANY, ANY, ANY, 50));

        assertThat(found.items()).isEmpty();
        assertThat(found.next()).isEmpty();
    }

    @Test
    void jobsAreListedByKindAndByState() {
        var failed = run(bad);
        var completed = run(good);
        var pending = enqueue(bad);
        var uncertain = run(doubtful);

        assertThat(ids(list(Optional.of("test.go-wrong"), ANY))).containsExactly(pending, failed);
        assertThat(list(Optional.of("test.no-such"), ANY).items()).isEmpty();
        assertThat(ids(list(ANY, Optional.of("failed")))).containsExactly(failed);
        assertThat(ids(list(ANY, Optional.of("completed")))).containsExactly(completed);
        assertThat(ids(list(ANY, Optional.of("pending")))).containsExactly(pending);
        assertThat(ids(list(ANY, Optional.of("uncertain")))).containsExactly(uncertain);
        assertThat(ids(list(ANY, Optional.of("processing")))).isEmpty();
        assertThat(ids(list(Optional.of("test.go-well"), Optional.of("failed")))).isEmpty();
    }

    @Test
    void pagesHaveNeitherGapNorRepeatEvenWhenJobsEndInBetween() {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(i % 2 == 0 ? run(good) : enqueue(good));
        }

        var seen = new ArrayList<UUID>();
        var page = list(tenant, JobFilter.of(ANY, ANY, ANY, 3));
        while (page.next().isPresent()) {
            seen.addAll(ids(page));
            made.stream().filter(seen::contains).filter(this::isPending).forEach(this::finish);
            var after = page.next().map(UUID::toString);
            page = list(tenant, JobFilter.of(ANY, ANY, after, 3));
        }
        seen.addAll(ids(page));

        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    @Tag("J7")
    void jobThatIsDrivenAgainIsListedOnceAsWhatItIsNow() {
        var job = run(bad);
        redrive(job);

        assertThat(states(list(ANY, ANY))).containsExactly("pending");
        assertThat(ids(list(ANY, Optional.of("failed")))).isEmpty();

        engine.attempt(good(), job);
        assertThat(states(list(ANY, ANY))).containsExactly("completed");
        assertThat(ids(list(ANY, Optional.of("failed")))).isEmpty();
    }

    @Test
    void jobThatWaitsForAPersonHasNoNextAttempt() {
        var job = run(doubtful);

        var view = engine.sql.transaction(Access.request(tenant), () -> views.find(job));

        assertThat(view.orElseThrow().state()).isEqualTo("uncertain");
        assertThat(view.orElseThrow().nextAttemptAt()).isEmpty();
    }

    @Test
    void listReadsAnIndexOfTheTenantsEndedJobs() {
        run(good);

        var plan = plan(JobFilter.of(ANY, ANY, ANY, 50));

        assertThat(plan)
                .containsPattern("attempt_\\d+_tenant_id_job_state_job_id_idx")
                .containsPattern("tenant_id = [^)]*\\)\\.col1\\) AND \\(job_state = .*job_id < ");
    }

    private String plan(JobFilter filter) {
        return String.join(
                "\n",
                engine.sql.transaction(
                        Access.request(tenant),
                        () -> {
                            engine.sql.update("SET LOCAL enable_seqscan = off");
                            return engine.sql.query(
                                    "EXPLAIN (COSTS OFF) " + JobListRepository.LOOK,
                                    row -> row.getString(1),
                                    JobListRepository.arguments(filter));
                        }));
    }

    /** Of the kind of the bad one, and good. */
    private EndingJob good() {
        return new EndingJob(bad.name(), JobResult.completed());
    }

    private UUID run(EndingJob job) {
        engine.clock.advance(Duration.ofMillis(5));
        return engine.run(job, new Args(), tenant).jobId();
    }

    private UUID enqueue(EndingJob job) {
        engine.clock.advance(Duration.ofMillis(5));
        return engine.enqueue(job, new Args(), tenant);
    }

    private boolean isPending(UUID job) {
        return engine.liveState(job).isPresent();
    }

    private void finish(UUID job) {
        engine.attempt(good, job);
    }

    private void cancel(UUID job) {
        engine.sql.transaction(
                Access.worker(tenant), () -> engine.steering.cancel(job, "ada", "a mistake"));
    }

    private void redrive(UUID job) {
        var ada = new NewJob.Origin(Trigger.API, "ada", "fixed");
        engine.sql.transaction(
                Access.worker(tenant), () -> engine.steering.redrive(List.of(job), ada));
    }

    private JobView.Page list(Optional<String> kind, Optional<String> state) {
        return list(tenant, JobFilter.of(kind, state, ANY, 50));
    }

    private JobView.Page list(UUID whose, JobFilter filter) {
        return engine.sql.transaction(Access.request(whose), () -> views.list(filter));
    }

    private static List<UUID> ids(JobView.Page page) {
        return page.items().stream().map(JobView::id).toList();
    }

    private static List<String> states(JobView.Page page) {
        return page.items().stream().map(JobView::state).toList();
    }
}
