package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that wait for a person. */
@Tag("J21")
class HeldJobsTest {

    private static final JobKind<Args> KIND =
            JobKind.of("test.hold-still", Args.class, "test-" + UUID.randomUUID());

    record Args(int number) {}

    private final TestJobs engine = new TestJobs();
    private final UUID job = enqueue();

    @Test
    @Tag("J10")
    void uncertainEffectsAreListedWithTheirIdsButNoAddress() {
        intend("webhook", "ada@example.org");
        intend("smtp", "<1@example.org>");

        var listed = Typed.of("jobs", "uncertain", "--limit", "10000");

        assertThat(listed.code()).isZero();
        assertThat(listed.out().lines())
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
        var refused = Typed.of("jobs", "release", job.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(refused.err()).startsWith("Not a parked job: " + job);
        hold("parked");

        assertThat(Typed.of("jobs", "release", job.toString()).code()).isZero();

        assertThat(engine.liveState(job)).contains("available/");
    }

    @Test
    @Tag("J7")
    void jobThatWaitsForAPersonHasNoTime() throws Exception {
        hold("uncertain");

        var listed = Typed.of("jobs", "list", "--limit", "10000", "--json").json();

        assertThat(listed)
                .filteredOn(row -> row.get("id").asText().equals(job.toString()))
                .singleElement()
                .satisfies(row -> assertThat(row.get("run_at").isNull()).isTrue());
    }

    private void hold(String reason) {
        TestDatabase.asOwner(
                "UPDATE jobs.job SET state = 'scheduled', reason = '%s', run_at = 'infinity' WHERE id = '%s'"
                        .formatted(reason, job));
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
