package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J21")
class JobsCommandTest {

    private static final String URL = "nightmail.db.url";
    private static final JobKind<Args> KIND =
            JobKind.of("test.hold-still", Args.class, "test-" + UUID.randomUUID());

    record Args(int number) {}

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TestJobs engine = new TestJobs();
    private final UUID job = enqueue();

    @BeforeEach
    void takeTheConsole() {
        System.setProperty(URL, TestDatabase.url());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
        System.clearProperty(URL);
    }

    @Test
    @Tag("J10")
    void uncertainEffectsAreListedWithTheirIdsButNoAddress() {
        intend("webhook", "ada@example.org");
        intend("smtp", "<1@example.org>");

        assertThat(Launcher.execute("jobs", "uncertain", "--limit", "10000")).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith(job.toString()))
                .hasSize(2)
                .allMatch(line -> line.contains(KIND.name()))
                .anyMatch(line -> line.contains("webhook  a***@example.org"))
                .anyMatch(line -> line.contains("smtp     <1@example.org>"))
                .noneMatch(line -> line.contains("ada@"));
    }

    @Test
    @Tag("J13")
    void onlyAParkedJobIsReleased() {
        assertThat(Launcher.execute("jobs", "release", job.toString())).isOne();
        TestDatabase.asOwner(
                "UPDATE jobs.job SET state = 'scheduled', reason = 'parked', run_at = 'infinity' WHERE id = '%s'"
                        .formatted(job));

        assertThat(Launcher.execute("jobs", "release", job.toString())).isZero();

        assertThat(engine.liveState(job)).contains("available/");
    }

    @Test
    @Tag("J11")
    void reportShowsWhatThereIsAndLeavesOutWhatThereIsNot() {
        var report =
                new DryRunReport(
                        Map.of("tick", 3L),
                        Map.of("jobs.tick", new DryRunReport.Rows(0, 0, 3)),
                        0,
                        1,
                        Map.of(),
                        Map.of(),
                        List.of("it is near to it"),
                        new DryRunReport.End("parked", "blast-radius"));

        var text = ReportText.of("test.hold-still", report);

        assertThat(text)
                .contains("would end  parked blast-radius", "tick   3", "jobs.tick  0         0")
                .contains("it is near to it")
                .doesNotContain("samples", "effects");
    }

    private UUID enqueue() {
        var wanted = NewJob.of(KIND, new Args(1), UUID.randomUUID(), Trigger.API, "test");
        return engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(wanted)).id();
    }

    private void intend(String effect, String stableId) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                VALUES ('%s', '%s', '%s', '%s', 1, jobs.clock())
                """
                        .formatted(job, effect, UUID.randomUUID(), stableId));
    }
}
