package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that their caller no longer wants. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("J7")
class JobCancelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestJobs engine = new TestJobs();
    private final WaitingJob job = new WaitingJob();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    record Args() {}

    /** What nobody but the test runs. */
    private record WaitingJob() implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.wait-long", Args.class, "test-waiting");
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void waitingJobIsCancelledHoweverOftenItIsAsked() throws Exception {
        var api = new TestApi(root);
        var id = engine.enqueue(job, new Args(), api.tenant());

        var first = api.post(cancel(id), "{\"reason\": \"a mistake\"}");
        var second = api.post(cancel(id), "");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location").orElseThrow())
                .endsWith("/api/jobs/" + id);
        assertThat(JSON.readTree(first.body()).at("/state").asText()).isEqualTo("cancelled");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(engine.liveState(id)).isEmpty();
    }

    @Test
    void jobThatHasEndedOtherwiseIsAConflict() throws Exception {
        var api = new TestApi(root);
        var id = engine.run(job, new Args(), api.tenant()).jobId();

        var answer = api.post(cancel(id), "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:nightmail:problem:over", "completed");
    }

    @Test
    void noBodyIsAsGoodAsAnEmptyOneAndAnotherTypeIsRefused() throws Exception {
        var api = new TestApi(root);
        var id = engine.enqueue(job, new Args(), api.tenant());

        var plain = api.postTyped("text/plain", cancel(id), "a mistake");
        var form = api.postTyped("application/x-www-form-urlencoded", cancel(id), "reason=x");
        assertThat(engine.liveState(id)).contains("available/");
        var none = api.postTyped("", cancel(id), "");

        assertThat(plain.statusCode()).isEqualTo(415);
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(none.statusCode()).isEqualTo(202);
        assertThat(engine.liveState(id)).isEmpty();
    }

    @Test
    @Tag("J10")
    void jobInDoubtIsAConflict() throws Exception {
        var api = new TestApi(root);
        var id = engine.enqueue(job, new Args(), api.tenant());
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                VALUES ('%s', 'smtp', '%s', '<1@test>', 1, jobs.clock())
                """
                        .formatted(id, api.tenant()));

        var answer = api.post(cancel(id), "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:nightmail:problem:in-doubt");
        assertThat(engine.liveState(id)).contains("available/");
    }

    @Test
    @Tag("P2")
    void unknownAndForeignJobsAreNotFound() throws Exception {
        var api = new TestApi(root);
        var foreign = engine.enqueue(job, new Args(), UUID.randomUUID());

        assertThat(api.post(cancel(foreign), "{}").statusCode()).isEqualTo(404);
        assertThat(api.post(cancel(UUID.randomUUID()), "{}").statusCode()).isEqualTo(404);
        assertThat(engine.liveState(foreign)).contains("available/");
    }

    @Test
    @Tag("P1")
    void reasonThatIsTooLongIsNamed() throws Exception {
        var api = new TestApi(root);
        var id = engine.enqueue(job, new Args(), api.tenant());

        var answer = api.post(cancel(id), "{\"reason\": \"" + "x".repeat(201) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/violations/0/field").asText())
                .isEqualTo("reason");
    }

    @Test
    @Tag("J2")
    void wishThatIsNotWhatIsWantedIsAProblemAndCancelsNothing() throws Exception {
        var api = new TestApi(root);
        var id = engine.enqueue(job, new Args(), api.tenant());

        for (var wish :
                List.of(
                        "{",
                        "[]",
                        "7",
                        "\"a mistake\"",
                        "{\"reason\": []}",
                        "{\"reason\": \"a mistake\", \"force\": true}")) {
            var answer = api.post(cancel(id), wish);

            assertThat(answer.statusCode()).as(wish).isEqualTo(400);
            assertThat(answer.body()).contains("urn:nightmail:problem:malformed-json");
        }
        for (var control : List.of("\\u0000", "\\n", "\\u0085")) {
            var answer = api.post(cancel(id), "{\"reason\": \"a" + control + "b\"}");

            assertThat(answer.statusCode()).as(control).isEqualTo(400);
            assertThat(answer.body()).contains("urn:nightmail:problem:invalid");
        }
        assertThat(engine.liveState(id)).contains("available/");
    }

    private static String cancel(UUID job) {
        return "/api/jobs/" + job + "/cancel";
    }
}
