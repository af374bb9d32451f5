package dev.nightmail.common.health;

import dev.nightmail.common.setting.Live;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From when on something is a trouble. */
@Unremovable
@ConfigMapping(prefix = "nightmail.alerts")
public interface AlertConfig {

    /** How often each side of the machinery is looked at. */
    @Live
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration interval();

    /** How long something must be well before its alert is resolved. */
    @Live
    @WithDefault("5m")
    @DurationMin
    Duration calm();

    /** How late something may come before its absence counts. */
    @Live
    @WithDefault("10m")
    @DurationMin
    Duration grace();

    /**
     * How many attempts of a kind in a row must fail before it is told. Those do not count that the
     * job itself ends for good, such as one of an account with a wrong password.
     */
    @Live
    @WithDefault("3")
    @Min(1)
    int failuresInRow();

    /** How many times the expected time of its kind an attempt may take before it is slow. */
    @Live
    @WithDefault("1.5")
    @DecimalMin("1")
    double slow();

    /** And before it is far too slow; its greatest time counts, too. */
    @Live
    @WithDefault("2")
    @DecimalMin("1")
    double farTooSlow();

    /** How long nothing at all may have run. */
    @Live
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration nothingRan();

    /** How long nobody may know whether something outside has happened. */
    @Live
    @WithDefault("1h")
    @DurationMin
    Duration uncertain();

    /** How long a refused write is a trouble. */
    @Live
    @WithDefault("1h")
    @DurationMin(minutes = 1)
    Duration staleWrite();

    /** How long schedules may go without a walk where Quartz wakes it. */
    @Live
    @WithDefault("1m")
    @DurationMin(seconds = 10)
    Duration schedulerSilence();

    /** The same where cron or a platform wakes it. */
    @Live
    @WithDefault("15m")
    @DurationMin(minutes = 1)
    Duration externalSilence();

    /** Which part of the runs of a day must succeed. */
    @Live
    @WithDefault("0.9")
    @DecimalMin("0")
    @DecimalMax("1")
    double success();

    /** Which part of them may fail; of active accounts, which part. */
    @Live
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double errors();

    /** Of fewer runs in a day, or fewer accounts, neither part is judged. */
    @Live
    @WithDefault("5")
    @Min(1)
    int leastRuns();

    /** How many jobs of a queue may wait; they are counted a little further only. */
    @Live
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    long waiting();

    /** How long the oldest job of a queue may wait, and the oldest fact of a service. */
    @Live
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    Duration oldest();

    /** How many jobs of a queue may be discarded in a day. */
    @Live
    @WithDefault("100")
    @Min(0)
    long discarded();
}
