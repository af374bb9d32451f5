package dev.nightmail.common.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of the log of an attempt. */
@Tag("J18")
class AttemptLogTest {

    private static final Logger OURS = Logger.getLogger("dev.nightmail.test");
    private static final Logger THEIRS = Logger.getLogger("org.example.mail");
    private static final int MOST = 8192;

    private final TestJobs test = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void failedAttemptHasWhatItsThreadHasLogged() {
        var log =
                logOf(context -> {
                    OURS.infof("page %d of %d", 3, 7);
                    OURS.warn("it is slow");
                    return new JobResult.RetryLater(Duration.ofMinutes(1), "slow");
                });

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().findFirst().orElseThrow())
                .endsWith(" INFO dev.nightmail.test page 3 of 7");
        assertThat(log).endsWith(" dev.nightmail.test it is slow");
    }

    @Test
    void ofOthersOnlyLoggerLevelAndClassOfTheFailureAreKept() {
        var log =
                logOf(context -> {
                    THEIRS.warnf(
                            new IllegalStateException("ada@example.org"), "to %s", "ada@x.org");
                    return new JobResult.Failed("no-good", "");
                });

        assertThat(log).matches("\\S+ WARN(ING)? org.example.mail java.lang.IllegalStateException");
    }

    @Test
    void attemptThatSucceedsHasNone() {
        assertThat(
                        logOf(context -> {
                            OURS.info("all is well");
                            return JobResult.completed();
                        }))
                .isEmpty();
    }

    @Test
    void latestEightKilobytesAreKept() {
        var log =
                logOf(context -> {
                    for (int line = 0; line < 1000; line++) {
                        OURS.infof("line %d, ümläut", line);
                    }
                    OURS.info("x".repeat(10_000));
                    throw new IllegalStateException();
                });

        assertThat(log.getBytes(UTF_8)).hasSizeBetween(MOST / 2, MOST);
        assertThat(log).contains("line 999").doesNotContain("line 1,").endsWith("xxx…");
    }

    @Test
    void whatAnotherThreadLogsIsNotTheAttempts() {
        var log =
                logOf(context -> {
                    var other = Thread.ofVirtual().start(() -> OURS.info("elsewhere"));
                    other.join();
                    OURS.info("here");
                    return new JobResult.Failed("no-good", "");
                });
        OURS.info("later");

        assertThat(log).contains("here").doesNotContain("elsewhere", "later");
    }

    @Test
    void everyAttemptHasAnIdForItsLogs() {
        var ids = new ArrayList<Object>();
        var job =
                new CountingJob(context -> {
                    ids.add(MDC.get("trace"));
                    return context.attempt() == 1
                            ? new JobResult.Snoozed(Duration.ofMinutes(1), "not-yet")
                            : JobResult.completed();
                });
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();
        test.later(Duration.ofMinutes(2));
        test.attempt(job, id);

        var stored = test.attempts(id, "trace_id");

        assertThat(stored)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(t -> t.matches("[0-9a-f]{32}"));
        assertThat(ids).isEqualTo(List.<Object>copyOf(stored));
    }

    /** A day of attempts is copied from one to the other as it is. */
    @Test
    void tableOfKeptFailuresHasTheColumnsOfAttempts() {
        assertThat(columns("jobs.job_failure")).isEqualTo(columns("jobs.attempt"));
    }

    private List<String> columns(String table) {
        return test.sql.transaction(
                Access.machinery(),
                () ->
                        test.sql.query(
                                """
                                SELECT attname || ' ' || atttypid::regtype FROM pg_attribute
                                WHERE attrelid = ?::regclass AND attnum > 0 ORDER BY attnum
                                """,
                                row -> row.getString(1),
                                table));
    }

    /** A job's work. */
    private interface Body {
        JobResult run(JobContext context) throws Exception;
    }

    private String logOf(Body body) {
        var job = new CountingJob(body::run);
        var id = test.run(job, new CountingJob.Args(1), tenant).jobId();
        return test.attempts(id, "coalesce(log, '')").getFirst();
    }
}
