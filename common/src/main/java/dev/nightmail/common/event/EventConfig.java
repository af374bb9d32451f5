package dev.nightmail.common.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How facts reach Kafka. */
@ConfigMapping(prefix = "nightmail.events")
interface EventConfig {

    /** How often the outbox is looked at; each look is one small query. */
    @WithDefault("500ms")
    @DurationMin(millis = 10)
    Duration poll();

    /**
     * How long the relay waits for Kafka before it leaves the facts in the outbox and tries again.
     */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration sendTimeout();

    /** Partitions of topics that are made when they are missing. */
    @WithDefault("12")
    @Min(1)
    int partitions();

    /** Copies of each partition of such topics; 3 in production. */
    @WithDefault("1")
    @Min(1)
    @Max(100)
    short replicationFactor();
}
