package dev.nightmail.sync.schedule;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.schedule.SchedulerConfig.Mode;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.time.Monotonic;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The scheduling of syncs on the test database, put together as the service does. */
public final class TestTurns {

    private TestTurns() {}

    /** With the service's settings; no sync waits, and no time passes. */
    public static Turns of(TestJobs engine) {
        return of(engine, config(Map.of()), new SetTime(), false);
    }

    /** In which a sync fetches so many messages at most. */
    public static Turns of(TestJobs engine, int mostAtOnce) {
        var config = config(Map.of("most-at-once", mostAtOnce));
        return of(engine, config, new SetTime(), false);
    }

    /** In which the turn of a back-fill is over with its first page. */
    public static Turns over(TestJobs engine) {
        return of(engine, config(Map.of()), fast(), false);
    }

    /** While syncs wait for slots. */
    public static Turns pressed(TestJobs engine) {
        return of(engine, config(Map.of()), new SetTime(), true);
    }

    /** Where cron drives; by the clock a turn would be over, and syncs would wait. */
    public static Turns external(TestJobs engine) {
        var admissions = new AdmissionRepository(engine.sql);
        var limits = limits(config(Map.of()), Mode.EXTERNAL);
        var due = new DueAccounts(engine.sql, admissions, engine.jobs, limits, new SetTime());
        return new Turns(engine.sql, admissions, due, limits, fast());
    }

    static Limits limits(ScheduleConfig config, Mode mode) {
        return new Limits(() -> config, () -> mode);
    }

    /** Of which a minute passes at each look. */
    private static Monotonic fast() {
        var time = new SetTime();
        return () -> {
            time.advance(Duration.ofMinutes(1));
            return time.nanos();
        };
    }

    private static Turns of(
            TestJobs engine, ScheduleConfig config, Monotonic time, boolean isPressed) {
        var admissions = new AdmissionRepository(engine.sql);
        var limits = limits(config, Mode.QUARTZ);
        var due = new DueAccounts(engine.sql, admissions, engine.jobs, limits, new SetTime());
        return new Turns(engine.sql, admissions, due, limits, time) {
            @Override
            public boolean isPressed() {
                return isPressed;
            }
        };
    }

    static ScheduleConfig config(Map<String, Integer> settings) {
        var builder =
                new SmallRyeConfigBuilder()
                        .withMapping(ScheduleConfig.class)
                        .withConverter(Duration.class, 100, new DurationConverter());
        settings.forEach((name, value) ->
                builder.withDefaultValue("nightmail.sync." + name, value.toString()));
        return builder.build().getConfigMapping(ScheduleConfig.class);
    }
}
