package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("N2")
class RelayTest {

    private static final int SENDERS = 6;

    private final CountDownLatch begun = new CountDownLatch(SENDERS);
    private final AtomicInteger atWork = new AtomicInteger();
    private final List<Integer> together = new ArrayList<>();
    private final Relay relay = new Relay(new Alerts.Settings(), this::take);

    @Test
    void noticesGoOneAtATimeAndEachRecordsItsIntentWhenItIsItsTurn() throws Exception {
        Callable<Boolean> send =
                () -> {
                    begun.countDown();
                    relay.send(new Mail(), atWork::incrementAndGet);
                    return true;
                };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sent : threads.invokeAll(Collections.nCopies(SENDERS, send))) {
                sent.get();
            }
        }

        assertThat(together).hasSize(SENDERS).containsOnly(1);
    }

    /** Takes its time, so that whoever does not wait in line is here, too. */
    private void take(Mail... mails) {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        together.add(atWork.get());
        atWork.decrementAndGet();
    }
}
