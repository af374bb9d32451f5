package dev.nightmail.common.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How facts reach Kafka. */
@ConfigMapping(prefix = "nightmail.events")
interface EventConfig {

    /** How often the outbox is looked at; each look is one small query. */
    @WithDefault("500ms")
    Duration poll();

    /**
     * How long the relay waits for Kafka before it leaves the facts in the outbox and tries again.
     */
    @WithDefault("10s")
    Duration sendTimeout();

    /** Partitions of topics that are made when they are missing. */
    @WithDefault("12")
    int partitions();

    /** Copies of each partition of such topics; 3 in production. */
    @WithDefault("1")
    short replicationFactor();
}
