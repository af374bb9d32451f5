package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.engine.TestKinds;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that cannot be run as they were typed. */
@Tag("J21")
class JobRunRefusalTest {

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final NotedJob job = new NotedJob("test-" + tenant);

    record Args(String note) {}

    /** Takes a text. */
    private record NotedJob(String queue) implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.note-this", Args.class, queue)
                    .uniqueBy(args -> args.note().substring(0, 1));
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }

    @BeforeEach
    void listen() {
        TestDatabase.addTenant(tenant);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setErr(console);
    }

    @Test
    void whatIsWrongIsToldInOneLineAndNothingIsEnqueued() {
        assertRefused("Unknown kind: test.no-such", "test.no-such", "note=x");
        assertRefused("needs --arg note=STRING", "test.note-this");
        assertRefused("needs --arg note=STRING", "test.note-this", "note=x", "more=y");
        assertRefused("65,536 at most", "test.note-this", "note=" + "x".repeat(70_000));

        assertThat(engine.enqueued(job.kind(), tenant)).isEmpty();
    }

    @Test
    void tenantThatDoesNotExistHasNoJobs() {
        assertThat(run(UUID.randomUUID(), "test.note-this", "note=x")).isEqualTo(ExitCode.USAGE);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("There is no tenant");
        assertThat(engine.enqueued(job.kind(), tenant)).isEmpty();
    }

    @Test
    void jobThatIsAliveInAnotherVersionIsLeftAlone() {
        var id = engine.enqueue(job, new Args("x"), tenant);
        engine.sql.transact(
                Access.machinery(),
                () ->
                        engine.sql.update(
                                "UPDATE jobs.job SET version = 2, unique_key = 'x' WHERE id = ?",
                                id));

        assertThat(run("test.note-this", "note=x")).isEqualTo(ExitCode.ALREADY_RUNNING);
        assertThat(engine.liveState(id)).contains("available/");
    }

    private void assertRefused(String why, String... words) {
        printed.reset();

        assertThat(run(words)).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(why)
                .hasSizeLessThan(500);
    }

    private int run(String... words) {
        return run(tenant, words);
    }

    private int run(UUID owner, String... words) {
        try (var live = new LiveEngine(job)) {
            var application =
                    new JobRunApplication(
                            TestKinds.of(engine.sql, job),
                            engine.asked,
                            engine.sql,
                            live.engine(),
                            engine.json);
            return application.run(
                    Stream.concat(
                                    Stream.of(words[0], owner.toString(), ""),
                                    Stream.of(words).skip(1))
                            .toArray(String[]::new));
        }
    }
}
