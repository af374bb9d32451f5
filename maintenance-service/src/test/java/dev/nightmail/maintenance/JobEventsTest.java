package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of any service, as a caller of this one follows them. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("J6")
class JobEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data:";
    private static final int PER_TENANT = 20;
    private static final long PAUSE_NANOS = 100_000_000;

    private final TestJobs engine = new TestJobs();

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    record Args() {}

    /** What nobody but the test runs. */
    @FunctionalInterface
    interface FollowedJob extends Job<Args> {

        @Override
        default JobKind<Args> kind() {
            return JobKind.of("test.be-followed", Args.class, "test-followed").retriedAfter();
        }

        JobResult run(JobContext context) throws Exception;

        @Override
        default JobResult run(Args args, JobContext context) throws Exception {
            return run(context);
        }
    }

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void everyChangeOfAJobIsToldUntilItIsOver() throws Exception {
        var api = new TestApi(root);
        var goOn = new CountDownLatch(1);
        FollowedJob job =
                context -> {
                    context.chunk(chunk -> {
                        chunk.progress(5, 10);
                        chunk.count("stored", 5);
                    });
                    goOn.await();
                    return JobResult.completed("stored", 10);
                };
        var id = engine.enqueue(job, new Args(), api.tenant());

        try (var worker = Executors.newVirtualThreadPerTaskExecutor();
                var lines = api.follow(events(id)).body()) {
            var told = told(lines);
            var pending = JSON.readTree(told.next());
            var ran = worker.submit(() -> engine.attempt(job, id));
            var processing = untilDone(told, 5);
            goOn.countDown();
            var last = last(told);

            assertThat(ran.get().outcome()).isEqualTo("completed");
            assertThat(pending.at("/state").asText()).isEqualTo("pending");
            assertThat(processing.at("/state").asText()).isEqualTo("processing");
            assertThat(processing.at("/counts/stored").asInt()).isEqualTo(5);
            assertThat(last.at("/state").asText()).isEqualTo("completed");
            assertThat(last.at("/counts/stored").asInt()).isEqualTo(15);
        }
    }

    @Test
    void jobThatHasEndedGivesOneEventAndTheEnd() throws Exception {
        var api = new TestApi(root);
        FollowedJob job = context -> new JobResult.Failed("no-good", "");
        var id = engine.run(job, new Args(), api.tenant()).jobId();

        var answer = api.get(events(id));

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(answer.body().lines().filter(line -> line.startsWith(DATA))).hasSize(1);
        assertThat(answer.body()).contains("event:job", "\"state\":\"failed\"", "no-good");
    }

    @Test
    void unknownAndForeignJobsAreNotFound() throws Exception {
        var api = new TestApi(root);
        FollowedJob job = context -> JobResult.completed();
        var foreign = engine.enqueue(job, new Args(), UUID.randomUUID());

        for (var id : List.of(foreign, UUID.randomUUID())) {
            var answer = api.get(events(id));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
    }

    @Test
    void tenantHasSoManyStreamsAndTheOneThatGoesAwayLeavesItsPlace() throws Exception {
        var api = new TestApi(root);
        FollowedJob job = context -> JobResult.completed();
        var id = engine.enqueue(job, new Args(), api.tenant());
        var open = new ArrayDeque<Stream<String>>();
        while (open.size() < PER_TENANT) {
            open.add(api.follow(events(id)).body());
        }

        try {
            var refused = api.get(events(id));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("urn:nightmail:problem:too-many-streams");

            open.remove().close();

            assertThat(opensAgain(api, id)).isTrue();
            assertThat(told(open.remove()).hasNext()).isTrue();
        } finally {
            open.forEach(Stream::close);
        }
    }

    @Test
    @Tag("P1")
    void parametersOfTheListThatAreWrongAreNamed() throws Exception {
        var api = new TestApi(root);

        for (var wrong : List.of("kind=x", "state=gone", "limit=0", "after=x")) {
            var answer = api.get("/api/jobs?" + wrong);

            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).at("/violations/0/field").asText())
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    void listIsReadPageByPage() throws Exception {
        var api = new TestApi(root);
        FollowedJob job = context -> JobResult.completed();
        for (int i = 0; i < 3; i++) {
            engine.run(job, new Args(), api.tenant());
        }
        var list = "/api/jobs?kind=test.be-followed&state=completed&limit=2";

        var first = JSON.readTree(api.get(list).body());
        var second = JSON.readTree(api.get(list + "&after=" + first.at("/next").asText()).body());

        assertThat(first.at("/items")).hasSize(2);
        assertThat(second.at("/items")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(second.at("/items/0/state").asText()).isEqualTo("completed");
    }

    /** The place is given back when the server learns that the line is dead. */
    private static boolean opensAgain(TestApi api, UUID id)
            throws IOException, InterruptedException {
        for (int look = 0; look < 300; look++) {
            var again = api.follow(events(id));
            again.body().close();
            if (again.statusCode() == 200) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private static String events(UUID job) {
        return "/api/jobs/" + job + "/events";
    }

    private static Iterator<String> told(Stream<String> lines) {
        return lines.filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
                .iterator();
    }

    private static JsonNode untilDone(Iterator<String> told, int done) throws IOException {
        var view = JSON.readTree(told.next());
        while (view.at("/progress/done").asInt() < done) {
            view = JSON.readTree(told.next());
        }
        return view;
    }

    private static JsonNode last(Iterator<String> told) throws IOException {
        var view = "";
        while (told.hasNext()) {
            view = told.next();
        }
        return JSON.readTree(view);
    }
}
