package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.engine.TestKinds;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J14")
class TickWalkTest {

    private final TestJobs engine = new TestJobs();
    private final HourlyJob job = new HourlyJob("test.hourly-" + UUID.randomUUID());
    private final TickWalk walk =
            new TickWalk(
                    engine.sql,
                    new ScheduleRepository(engine.sql),
                    engine.jobs,
                    TestKinds.of(engine.sql, job));

    @Test
    void dueMomentGivesOneTickAndOneJob() {
        walk.publish();
        engine.later(Duration.ofHours(1));

        assertThat(walk.walk()).isOne();
        assertThat(walk.walk()).isZero();

        assertThat(reasons()).hasSize(1);
        assertThat(engine.enqueued(job.kind().name(), Ids.NIL)).isOne();
    }

    @Test
    void missedMomentsAreRecordedAndOnlyTheLatestRuns() {
        walk.publish();
        engine.later(Duration.ofHours(5));

        walk.walk();

        assertThat(reasons()).hasSize(5);
        assertThat(reasons().subList(0, 4)).containsOnly("skipped-late");
        assertThat(reasons().getLast()).isIn("ran", "caught-up");
        assertThat(engine.enqueued(job.kind().name(), Ids.NIL)).isOne();
    }

    @Test
    void momentWhosePredecessorStillRunsIsSkipped() {
        walk.publish();
        engine.later(Duration.ofHours(1));
        walk.walk();
        engine.later(Duration.ofHours(1));

        walk.walk();

        assertThat(reasons()).last().isEqualTo("skipped-overlap");
        assertThat(engine.enqueued(job.kind().name(), Ids.NIL)).isOne();
    }

    @Test
    void walksAtTheSameTimeGiveTheTicksOfOne() throws Exception {
        walk.publish();
        engine.later(Duration.ofHours(3));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> once = walk::walk;
            for (var done : threads.invokeAll(List.of(once, once, once, once))) {
                done.get();
            }
        }

        assertThat(reasons()).hasSize(3);
        assertThat(engine.enqueued(job.kind().name(), Ids.NIL)).isOne();
    }

    @Test
    void scheduleThatIsPublishedAgainKeepsItsPlace() {
        walk.publish();
        engine.later(Duration.ofHours(1));
        walk.publish();

        assertThat(walk.walk()).isOne();
    }

    @Test
    void changedScheduleStartsAnewFromTheChange() {
        walk.publish();
        engine.later(Duration.ofHours(5));
        TestDatabase.asOwner(
                "UPDATE jobs.schedule SET cron = '1 1 1 1 *' WHERE name = '" + job.schedule + "'");

        walk.publish();

        assertThat(walk.walk()).isZero();
    }

    private List<String> reasons() {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                "SELECT reason FROM jobs.tick WHERE schedule = ? ORDER BY due_at",
                                row -> row.getString(1),
                                job.schedule));
    }

    /** Due at minute 7 of each hour, under a name of the test's own. */
    private static final class HourlyJob implements Job<HourlyJob.Args> {

        record Args() {}

        private final String schedule;

        HourlyJob(String schedule) {
            this.schedule = schedule;
        }

        @Override
        public JobKind<Args> kind() {
            var letters = schedule.replaceAll("[^a-z]", "");
            return JobKind.of("test.run-hourly" + letters, Args.class, "test");
        }

        @Override
        public List<Schedule<Args>> schedules() {
            return List.of(new Schedule<>(schedule, "7 * * * *", ZoneId.of("UTC"), new Args()));
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }
}
