package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the table of states and moves that stands in the comment of the package of jobs: what is in
 * it happens, and what is not in it leaves the job as it is.
 */
@Tag("J7")
class StateTableTest {

    private static final Path TABLE =
            Path.of("src/main/java/dev/nightmail/common/job/package-info.java");
    private static final Pattern MOVE = Pattern.compile("(\\S+) +-- ?(\\S+) ?--> +(\\S+)");
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofDays(1);

    private static final List<String> STATES =
            List.of(
                    "scheduled",
                    "scheduled/snoozed",
                    "scheduled/uncertain",
                    "scheduled/parked",
                    "available",
                    "available/blocked",
                    "running",
                    "retryable",
                    "completed",
                    "cancelled",
                    "discarded");

    /** One job, its last claim, and the worker of that claim. */
    private static final class Subject {

        private final TestJobs test = new TestJobs();
        private final UUID tenant = UUID.randomUUID();
        private final JobKind<CountingJob.Args> kind = CountingJob.KIND.oneAtATimeBy(args -> "key");
        private final UUID id = enqueue();
        private final Claim claim =
                test.claims.claimOnly(worker(), id, Set.of(kind.id())).orElseThrow();

        private UUID enqueue() {
            var wanted = NewJob.of(kind, new CountingJob.Args(1), tenant, Trigger.API, "test");
            return test.sql.transaction(Access.machinery(), () -> test.jobs.enqueue(wanted)).id();
        }

        private UUID worker() {
            var worker = test.ids.next();
            test.workers.register(worker, "test-service", LEASE);
            return worker;
        }

        void letTimePass() {
            test.later(Duration.ofMinutes(1));
        }

        void claim() {
            assertThat(test.claims.claimOnly(worker(), id, Set.of(kind.id())).map(Claim::id))
                    .isIn(Optional.of(id), Optional.empty());
        }

        void bringForward() {
            test.sql.transaction(
                    Access.machinery(),
                    () -> test.upkeep.unblock(new UpkeepRepository.Key(tenant, "")));
        }

        void killWorker() {
            test.clock.advance(LEASE.plusSeconds(1));
            test.rescue();
        }

        /** Two others have died before. */
        void killThirdWorker() {
            machinery(
                    """
                    INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                              created_at, started_at, ended_at, outcome, counts, error_code, error_text)
                    SELECT ?, 0, ?, 'test.count-runs', 1, 'test', 'api', 'test', '', '{}', at, at, at, 'rescued', '{}',
                           'worker-died', ''
                    FROM jobs.clock() AS at, generate_series(1, 2)
                    """,
                    id,
                    tenant);
            killWorker();
        }

        /** The third, while nobody knows what has become of the outside. */
        void killThirdWorkerInDoubt() {
            steer(() ->
                    test.sql.update(
                            """
                            INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                            SELECT id, 'smtp', tenant_id, '<1@test>', 1, jobs.clock() FROM jobs.job
                            WHERE id = ? AND state = 'running'
                            """,
                            id));
            killThirdWorker();
        }

        /** Of a job that is to be cancelled. */
        void killWorkerOfUnneeded() {
            machinery(
                    "UPDATE jobs.job SET cancellation = 'ada: test' WHERE id = ? AND state = 'running'",
                    id);
            killWorker();
        }

        private void machinery(String statement, Object... args) {
            test.sql.transact(Access.machinery(), () -> test.sql.update(statement, args));
        }

        void cancel() {
            steer(() -> test.steering.cancel(id, "ada", "test"));
        }

        void resolve() {
            steer(() -> test.steering.resolve(id, "seen", "ada"));
        }

        void release() {
            steer(() -> test.steering.release(id, "ada"));
        }

        void redrive() {
            var origin = new NewJob.Origin(Trigger.CLI, "ada", "test");
            steer(() -> test.steering.redrive(List.of(id), origin));
        }

        private <T> void steer(Sql.Work<T, RuntimeException> work) {
            test.sql.transaction(Access.worker(tenant), work);
        }

        void end(Ending ending) {
            test.sql.transact(Access.machinery(), () -> test.endings.end(claim, ending));
        }

        void set(String state, String reason) {
            end(Ending.returned("test"));
            machinery("UPDATE jobs.job SET state = ?, reason = ? WHERE id = ?", state, reason, id);
        }

        Subject in(String state) {
            switch (state) {
                case "scheduled" -> set("scheduled", "");
                case "scheduled/snoozed" -> end(Ending.snoozed(Duration.ofSeconds(1), "x"));
                case "scheduled/uncertain" -> end(Ending.uncertain("x"));
                case "scheduled/parked" -> end(Ending.parked());
                case "available" -> end(Ending.returned("x"));
                case "available/blocked" -> set("available", "blocked");
                case "running" -> {}
                case "retryable" -> end(Ending.retried(Duration.ofSeconds(1), "x", ""));
                case "completed" -> end(Ending.completed("{}"));
                case "cancelled" -> end(Ending.cancelled("x"));
                case "discarded" -> end(Ending.discarded("x", ""));
                default -> throw new IllegalArgumentException(state);
            }
            assertThat(state()).isEqualTo(state);
            return this;
        }

        String state() {
            return test.liveState(id)
                    .map(text -> text.replaceFirst("/$", ""))
                    .or(this::end)
                    .orElseThrow();
        }

        private Optional<String> end() {
            return test.sql.transaction(
                    Access.machinery(),
                    () ->
                            test.sql.queryOne(
                                    """
                                    SELECT job_state FROM jobs.attempt
                                    WHERE job_id = ? AND job_state IS NOT NULL
                                    """,
                                    row -> row.getString(1),
                                    id));
        }
    }

    private static final Map<String, Consumer<Subject>> MOVES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("due", Subject::letTimePass),
                            Map.entry("claimed", Subject::claim),
                            Map.entry("key-free", Subject::bringForward),
                            Map.entry("done", ending(Ending.completed("{}"))),
                            Map.entry("failed", ending(Ending.retried(LONG, "x", ""))),
                            Map.entry("given-up", ending(Ending.discarded("x", ""))),
                            Map.entry("no-use", ending(Ending.cancelled("x"))),
                            Map.entry("not-now", ending(Ending.snoozed(LONG, "x"))),
                            Map.entry("too-much", ending(Ending.parked())),
                            Map.entry("in-doubt", ending(Ending.uncertain("x"))),
                            Map.entry("handed-back", ending(Ending.returned("x"))),
                            Map.entry("worker-died", Subject::killWorker),
                            Map.entry("third-death", Subject::killThirdWorker),
                            Map.entry("doubted-death", Subject::killThirdWorkerInDoubt),
                            Map.entry("unneeded-death", Subject::killWorkerOfUnneeded),
                            Map.entry("cancel", Subject::cancel),
                            Map.entry("resolve", Subject::resolve),
                            Map.entry("release", Subject::release),
                            Map.entry("re-drive", Subject::redrive)));

    private static Consumer<Subject> ending(Ending ending) {
        return subject -> subject.end(ending);
    }

    static Stream<Arguments> everyMoveFromEveryState() throws IOException {
        var table = new TreeMap<String, String>();
        var found = MOVE.matcher(Files.readString(TABLE));
        while (found.find()) {
            table.put(found.group(1) + " " + found.group(2), found.group(3));
        }
        assertThat(table).hasSizeGreaterThan(20);
        return STATES.stream()
                .flatMap(state ->
                        MOVES.keySet().stream()
                                .map(move ->
                                        Arguments.of(
                                                state,
                                                move,
                                                table.getOrDefault(state + " " + move, state))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("everyMoveFromEveryState")
    void moveLeadsWhereTheTableSays(String state, String move, String next) {
        var subject = new Subject().in(state);

        try {
            Optional.ofNullable(MOVES.get(move)).orElseThrow().accept(subject);
        } catch (LostClaimException _) {
            assertThat(next).isEqualTo(state);
        }

        assertThat(subject.state()).isEqualTo(next);
    }
}
