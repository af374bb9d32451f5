package dev.nightmail.common.event;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A consumer of facts as a drain knows it, which takes in what waits on Kafka where no process
 * listens.
 */
public interface Subscription {

    /** As in {@code mp.messaging.incoming.<channel>}, where its topics and group stand. */
    String channel();

    /**
     * Takes a batch, as the channel does: returns when each record has had its effect, had it
     * before, or is a dead letter. Waits while the database or Kafka is away.
     */
    void take(ConsumerRecords<String, String> records) throws InterruptedException;
}
