package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

@Tag("J21")
class JobsCommandTest {

    private static final String SECOND = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String KIND = "test.show-itself";

    private final TestJobs engine = new TestJobs();

    /** Counts something. */
    private static final class ShownJob implements Job<ShownJob.Args> {

        record Args() {}

        @Override
        public JobKind<Args> kind() {
            return JobKind.of(KIND, Args.class, "test");
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed("stored", 3);
        }
    }

    /** Ends as it is told to. */
    private record FailingJob(JobResult end) implements Job<ShownJob.Args> {

        @Override
        public JobKind<ShownJob.Args> kind() {
            return new ShownJob().kind();
        }

        @Override
        public JobResult run(ShownJob.Args args, JobContext context) {
            return end;
        }
    }

    @BeforeEach
    void haveTheKindInTheCatalogue() {
        engine.sql.transact(
                Access.machinery(),
                () ->
                        engine.sql.update(
                                """
                                INSERT INTO jobs.kind (name, version, service, queue, release)
                                VALUES (?, 1, 'test', 'test', 1) ON CONFLICT DO NOTHING
                                """,
                                KIND));
    }

    @Test
    void argumentsOfAJobAreNamesAndValues() {
        var parsed =
                Launcher.commandLine()
                        .parseArgs("jobs", "run", KIND, "--arg", "a=1", "--arg=b=x=y");

        var run = parsed.subcommand().subcommand();
        assertThat(run.<Map<String, String>>matchedOptionValue("--arg", Map.of()))
                .isEqualTo(Map.of("a", "1", "b", "x=y"));
    }

    @Test
    void argumentWithoutAValueIsAMistake() {
        var line = Launcher.commandLine();

        assertThatThrownBy(() -> line.parseArgs("jobs", "run", KIND, "--arg", "a"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--arg");
    }

    @Test
    void historyHasNumbersCountsAndTimesOfOneForm() throws Exception {
        var ran = engine.run(new ShownJob(), new ShownJob.Args(), UUID.randomUUID());

        var attempt = Typed.of("jobs", "history", KIND, "--json").json().get(0);

        assertThat(attempt.get("job").asText()).isEqualTo(ran.jobId().toString());
        assertThat(attempt.get("attempt").isNumber()).isTrue();
        assertThat(attempt.get("seconds").isNumber()).isTrue();
        assertThat(attempt.get("counts").get("stored").asInt()).isEqualTo(3);
        assertThat(attempt.get("started").asText()).matches(SECOND);
        assertThat(Typed.of("jobs", "history", KIND).out()).containsPattern(SECOND);
    }

    @Test
    @Tag("J18")
    void oneJobIsShownWithItsAttempts() throws Exception {
        var tenant = UUID.randomUUID();
        var ran = engine.run(new ShownJob(), new ShownJob.Args(), tenant).jobId().toString();
        var waits = engine.enqueue(new ShownJob(), new ShownJob.Args(), tenant).toString();

        var attempt = Typed.of("jobs", "show", ran, "--json").json().get(0);

        assertThat(attempt.get("outcome").asText()).isEqualTo("completed");
        assertThat(attempt.get("trace_id").asText()).matches("[0-9a-f]{32}");
        assertThat(attempt.get("started").asText()).matches(SECOND);
        assertThat(Typed.of("jobs", "show", ran).out()).contains("outcome     completed");
        assertThat(Typed.of("jobs", "show", waits).out()).contains("outcome     available");
        assertThat(Typed.of("jobs", "show", UUID.randomUUID().toString()).code())
                .isEqualTo(ExitCode.FAILURE);
    }

    @Test
    @Tag("A2")
    void jobOfAKindAndVersionThatNobodyHereKnowsIsListedShownAndCancelled() throws Exception {
        var id = engine.enqueue(new ShownJob(), new ShownJob.Args(), UUID.randomUUID()).toString();
        TestDatabase.asOwner(
                "UPDATE jobs.job SET kind = 'test.do-later', version = 7 WHERE id = '%s'"
                        .formatted(id));

        var listed = Typed.of("jobs", "list", "--limit", "100000", "--json").json();
        var shown = Typed.of("jobs", "show", id).out();

        assertThat(listed)
                .filteredOn(row -> row.get("id").asText().equals(id))
                .singleElement()
                .satisfies(row -> assertThat(row.get("version").asInt()).isEqualTo(7));
        assertThat(shown).contains("test.do-later", "version     7", "available");
        assertThat(Typed.of("jobs", "cancel", id).code()).isZero();
    }

    @Test
    void listHasNumbersAndTimesOfOneForm() throws Exception {
        engine.enqueue(new ShownJob(), new ShownJob.Args(), UUID.randomUUID());

        var job = Typed.of("jobs", "list", "--kind", KIND, "--json").json().get(0);

        assertThat(job.get("attempt").isNumber()).isTrue();
        assertThat(job.get("done").isNumber()).isTrue();
        assertThat(job.get("run_at").asText()).matches(SECOND);
    }

    @Test
    @Tag("J18")
    void jobThatFailedForGoodIsListedUntilItRunsAgain() throws Exception {
        var job = new FailingJob(new JobResult.Failed("authentication", ""));
        var id = engine.run(job, new ShownJob.Args(), UUID.randomUUID()).jobId().toString();

        assertThat(discarded()).contains(id);
        assertThat(Typed.of("jobs", "list", "--kind", KIND, "--limit", "1000").out())
                .doesNotContain(id);

        assertThat(Typed.of("jobs", "retry", id).code()).isZero();
        assertThat(discarded()).doesNotContain(id);
    }

    private static List<String> discarded() throws Exception {
        return Typed.of("jobs", "list", "--state", "discarded", "--limit", "1000", "--json")
                .json()
                .findValuesAsText("id");
    }

    @Test
    @Tag("J18")
    void nextAttemptIsShownWithItsNumberAndTime() throws Exception {
        var job = new FailingJob(new JobResult.RetryLater(Duration.ofHours(1), "busy"));
        var id = engine.run(job, new ShownJob.Args(), UUID.randomUUID()).jobId().toString();

        var rows = Typed.of("jobs", "show", id, "--json").json();

        assertThat(rows.findValuesAsText("attempt")).containsExactly("1", "2");
        assertThat(rows.get(0).get("next").isNull()).isTrue();
        assertThat(rows.get(1).get("outcome").asText()).isEqualTo("retryable");
        assertThat(rows.get(1).get("next").asText()).matches(SECOND);
    }

    @Test
    void kindThatTheServiceDoesNotHaveIsRefusedBeforeItIsStarted() {
        System.setProperty("quarkus.application.name", "mail-service");
        try {
            var run = Typed.of("jobs", "run", "sync.initial-sync");
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err().strip())
                    .isEqualTo(
                            "Unknown kind: sync.initial-sync. This service knows: mail.send-message");
            assertThat(Typed.of("jobs", "test", "bogus").code()).isEqualTo(ExitCode.USAGE);
        } finally {
            System.clearProperty("quarkus.application.name");
        }
    }

    @Test
    void kindThatIsNotInTheCatalogueIsAMistake() {
        var history = Typed.of("jobs", "history", "test.no-such");
        var list = Typed.of("jobs", "list", "--kind", "test.no-such");

        assertThat(history.code()).isEqualTo(ExitCode.USAGE);
        assertThat(history.err()).startsWith("Unknown kind: test.no-such");
        assertThat(list.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void queuesAreCountedInNumbers() throws Exception {
        engine.enqueue(new ShownJob(), new ShownJob.Args(), UUID.randomUUID());

        for (var queue : Typed.of("queue", "status", "--json").json()) {
            assertThat(queue.get("available").isNumber()).isTrue();
            if (queue.get("queue").asText().equals("test")) {
                assertThat(queue.get("oldest_seconds").isNumber()).isTrue();
            }
        }
    }
}
