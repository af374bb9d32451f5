package dev.nightmail.common.event;

/**
 * A consumer of facts as a drain knows it, which takes in what waits on Kafka where no process
 * listens.
 */
public interface Subscription {

    /** As in {@code mp.messaging.incoming.<channel>}, where its topic and group stand. */
    String channel();

    /** Takes one record, as the channel does. */
    void take(String text) throws InterruptedException;
}
