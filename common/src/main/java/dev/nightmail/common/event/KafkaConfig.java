package dev.nightmail.common.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is. */
@ConfigMapping(prefix = "nightmail.kafka")
interface KafkaConfig {

    /** {@code host:port}, several with commas. */
    @WithDefault("localhost:9092")
    String bootstrapServers();
}
