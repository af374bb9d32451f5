package dev.nightmail.common.api;

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

@Tag("J6")
class JobViewRepositoryTest {

    private static final JobKind<Args> KIND = JobKind.of("test.be-seen", Args.class, "test");

    record Args(int number) {}

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final JobViewRepository views = new JobViewRepository(engine.sql, engine.json);
    private final UUID job = enqueue();

    @Test
    @Tag("J7")
    void jobThatWaitsForAPersonIsTriedAtNoTime() {
        wait("scheduled", "uncertain", "'infinity'");

        var view = find();

        assertThat(view.state()).isEqualTo("uncertain");
        assertThat(view.nextAttemptAt()).isEmpty();
    }

    @Test
    void jobThatWaitsForItsTimeSaysWhichThatIs() {
        wait("retryable", "", "jobs.clock() + interval '1 minute'");

        var view = find();

        assertThat(view.state()).isEqualTo("pending");
        assertThat(view.nextAttemptAt()).isPresent();
    }

    private JobView find() {
        return engine.sql.transaction(Access.request(tenant), () -> views.find(job)).orElseThrow();
    }

    private void wait(String state, String reason, String until) {
        TestDatabase.asOwner(
                "UPDATE jobs.job SET state = '%s', reason = '%s', run_at = %s WHERE id = '%s'"
                        .formatted(state, reason, until, job));
    }

    private UUID enqueue() {
        var wanted = NewJob.of(KIND, new Args(1), tenant, Trigger.API, "test");
        return engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(wanted)).id();
    }
}
