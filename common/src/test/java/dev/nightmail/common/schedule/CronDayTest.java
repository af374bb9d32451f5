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
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day that cron alone drives ends as one of resident processes. */
@Tag("J16")
@Timeout(300)
class CronDayTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofHours(6);

    /**
     * How a part of a day is lived.
     *
     * @param isResident whether jobs are run as they come, and not by a drain after each call
     * @param calls so many at once
     */
    private record Way(Mode mode, Duration longest, boolean isResident, int calls) {}

    /** All that there is in the end, without ids; times are since the day's beginning. */
    private record End(List<String> ticks, TreeMap<String, Long> attempts, long products) {}

    @BeforeAll
    static void makeTable() {
        TestDatabase.asOwner("CREATE TABLE IF NOT EXISTS jobs.test_product (world text)");
        TestDatabase.asOwner("GRANT SELECT, INSERT ON jobs.test_product TO PUBLIC");
    }

    @Test
    void dayOfCronEndsAsADayOfQuartz() {
        var quartz = live(new Way(Mode.QUARTZ, DAY, true, 1), CronDayTest::isQuartz);
        var cron = live(new Way(Mode.EXTERNAL, DAY, false, 1), CronDayTest::isCron);

        assertThat(quartz.ticks()).hasSize(24 + 96 + 1).allMatch(tick -> tick.endsWith(" ran 1"));
        assertThat(quartz.products()).isEqualTo(24 + 96 + 1);
        assertThat(cron).isEqualTo(quartz);
    }

    @Test
    void cronThatCallsTwiceGivesTheSame() {
        var once = live(new Way(Mode.EXTERNAL, QUARTER, true, 1), CronDayTest::isCron);

        assertThat(live(new Way(Mode.EXTERNAL, QUARTER, true, 2), CronDayTest::isCron))
                .isEqualTo(once);
    }

    @Test
    void inQuartzModeCronIsTooSlow() {
        var ticks = live(new Way(Mode.QUARTZ, QUARTER, true, 1), CronDayTest::isCron).ticks();

        assertThat(ticks)
                .anyMatch(tick -> tick.endsWith(" caught-up 1"))
                .anyMatch(tick -> tick.endsWith(" missed-down 1"));
    }

    private static boolean isCron(long minute) {
        return minute % 5 == 0;
    }

    /** Quartz wakes every other second; these are the minutes in which that finds something. */
    private static boolean isQuartz(long minute) {
        return minute % 60 == 7
                || minute % 15 == 11
                || minute == Duration.parse("PT3H23M").toMinutes();
    }

    private static End live(Way way, LongPredicate isCalled) {
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
        for (long minute = 1; minute <= way.longest().toMinutes(); minute++) {
            if (!isCalled.test(minute)) {
                continue;
            }
            world.goTo(midnight.plusSeconds(60 * minute + 1));
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
