package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.SchedulerConfig.Mode;
import dev.nightmail.common.schedule.TestSchedules.Args;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day that cron alone drives ends as one of resident processes. */
@Tag("J16")
@Timeout(300)
class CronDayTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CRON = Duration.ofMinutes(5);

    /** Whatever the mode, it is walked and its jobs are run at so many minutes' distance. */
    private record Way(Mode mode, Duration every, boolean isResident, int calls) {}

    /** All that there is in the end, without ids; times are since the day's beginning. */
    private record End(List<String> ticks, TreeMap<String, Long> attempts, long products) {}

    @BeforeAll
    static void makeTable() {
        TestDatabase.asOwner("CREATE TABLE IF NOT EXISTS jobs.test_product (world text)");
        TestDatabase.asOwner("GRANT SELECT, INSERT ON jobs.test_product TO PUBLIC");
    }

    @Test
    void dayOfCronEndsAsADayOfQuartz() {
        var quartz = live(new Way(Mode.QUARTZ, Duration.ofMinutes(1), true, 1));
        var cron = live(new Way(Mode.EXTERNAL, CRON, false, 1));

        assertThat(quartz.ticks()).hasSize(24 + 96 + 1).allMatch(tick -> tick.endsWith(" ran 1"));
        assertThat(quartz.products()).isEqualTo(24 + 96 + 1);
        assertThat(cron).isEqualTo(quartz);
    }

    @Test
    void cronThatCallsTwiceGivesTheSame() {
        var once = live(new Way(Mode.EXTERNAL, CRON, true, 1));

        assertThat(live(new Way(Mode.EXTERNAL, CRON, true, 2))).isEqualTo(once);
    }

    @Test
    void inQuartzModeCronIsTooSlow() {
        var ticks = live(new Way(Mode.QUARTZ, CRON, true, 1)).ticks();

        assertThat(ticks)
                .anyMatch(tick -> tick.endsWith(" caught-up 1"))
                .anyMatch(tick -> tick.endsWith(" missed-down 1"));
    }

    private static End live(Way way) {
        var world = new TestSchedules();
        world.mode = way.mode();
        var midnight =
                world.now()
                        .atZone(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.DAYS)
                        .plusDays(1)
                        .toInstant();
        world.goTo(midnight);
        var job = new ProductJob(world);
        var due = new DueWork(walk(world, job), List.of());
        for (var time = way.every(); time.compareTo(DAY) <= 0; time = time.plus(way.every())) {
            world.goTo(midnight.plus(time));
            for (int call = 0; call < way.calls(); call++) {
                due.enqueue();
            }
            run(world, job, way);
        }
        return end(world, midnight);
    }

    private static void run(TestSchedules world, ProductJob job, Way way) {
        if (way.isResident()) {
            world.engine.drain(Ids.NIL, job);
        } else {
            assertThat(LiveEngine.drain(job, Duration.ofMinutes(1)).isAll()).isTrue();
        }
    }

    private static TickWalk walk(TestSchedules world, ProductJob job) {
        return world.publish(job.schedules());
    }

    private static End end(TestSchedules world, Instant midnight) {
        var ticks =
                world.machinery(
                        """
                        SELECT replace(schedule, ?, '') || ' ' || due_at - ? || ' ' || reason || ' ' || moments
                        FROM jobs.tick WHERE starts_with(schedule, ?) ORDER BY schedule, due_at
                        """,
                        row -> row.getString(1),
                        world.name,
                        midnight,
                        world.name);
        var attempts = new TreeMap<String, Long>();
        world.machinery(
                        "SELECT outcome, count(*) AS n FROM jobs.attempt WHERE kind = ? GROUP BY outcome",
                        row -> Map.entry(row.getString("outcome"), row.getLong("n")),
                        world.kind().name())
                .forEach(ended -> attempts.put(ended.getKey(), ended.getValue()));
        var products =
                world.machinery(
                        "SELECT count(*) AS n FROM jobs.test_product WHERE world = ?",
                        row -> row.getLong("n"),
                        world.name);
        return new End(ticks, attempts, products.getFirst());
    }

    /** Leaves a row of its own for each time that it is due. */
    private record ProductJob(TestSchedules world) implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return world.kind();
        }

        @Override
        public List<Schedule<Args>> schedules() {
            return List.of(
                    Schedule.at(world.name + "-hour", "7 * * * *", "UTC", new Args()),
                    Schedule.at(world.name + "-quarter", "11-59/15 * * * *", "UTC", new Args())
                            .neverCatchingUp(),
                    Schedule.at(world.name + "-night", "23 3 * * *", "UTC", new Args()));
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return context.complete(chunk ->
                    world.engine.sql.update(
                            "INSERT INTO jobs.test_product (world) VALUES (?)", world.name));
        }
    }
}
