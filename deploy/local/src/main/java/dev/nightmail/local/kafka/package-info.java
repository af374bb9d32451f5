/** The Kafka broker's own process. */
@NullMarked
package dev.nightmail.local.kafka;

import org.jspecify.annotations.NullMarked;
