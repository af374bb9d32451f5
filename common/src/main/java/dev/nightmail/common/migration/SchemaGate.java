package dev.nightmail.common.migration;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;

/** Holds back what comes from outside until the schema is that of this release. */
@Singleton
public class SchemaGate {

    private final CountDownLatch open = new CountDownLatch(1);

    public void open() {
        open.countDown();
    }

    /** Returns at once when the gate is open, and for ever after. */
    public void await() throws InterruptedException {
        open.await();
    }
}
