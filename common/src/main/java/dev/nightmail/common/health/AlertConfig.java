package dev.nightmail.common.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From when on something is a trouble. */
@ConfigMapping(prefix = "nightmail.alerts")
public interface AlertConfig {

    /** How often each side of the machinery is looked at. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration interval();

    /** How long something must be well before its alert is resolved. */
    @WithDefault("5m")
    @DurationMin
    Duration calm();

    /** How late something may come before its absence counts. */
    @WithDefault("10m")
    @DurationMin
    Duration grace();

    /** So many attempts of a kind in a row that failed. */
    @WithDefault("3")
    @Min(1)
    int failuresInRow();

    /** How many times the expected time of its kind an attempt may take before it is slow. */
    @WithDefault("1.5")
    @Positive
    double slow();

    /** And before it is far too slow. */
    @WithDefault("2")
    @Positive
    double farTooSlow();

    /** For so long nothing at all has run. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration nothingRan();

    /** For so long nobody knows whether something outside has happened. */
    @WithDefault("1h")
    @DurationMin
    Duration uncertain();

    /** How long a refused write is a trouble. */
    @WithDefault("1h")
    @DurationMin(minutes = 1)
    Duration staleWrite();

    /** How long schedules may go without a walk where Quartz wakes it. */
    @WithDefault("1m")
    @DurationMin(seconds = 10)
    Duration schedulerSilence();

    /** And where cron or a platform wakes it. */
    @WithDefault("15m")
    @DurationMin(minutes = 1)
    Duration externalSilence();

    /** Which part of the runs of a day must succeed. */
    @WithDefault("0.9")
    @DecimalMin("0")
    @DecimalMax("1")
    double success();

    /** Which part of them may fail. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double errors();

    /** Of fewer runs in a day neither is judged. */
    @WithDefault("5")
    @Min(1)
    int leastRuns();

    /** How many jobs of a queue may wait. */
    @WithDefault("1000")
    @Min(1)
    long waiting();

    /** How long the oldest of them may wait. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    Duration oldest();

    /** How many jobs of a queue may be discarded in a day. */
    @WithDefault("100")
    @Min(0)
    long discarded();
}
