package dev.nightmail.common.schedule;

import java.util.List;

/** What is due and cannot be enqueued. */
public final class BrokenWork {

    private BrokenWork() {}

    /** Fails with this message whenever it is asked for. */
    public static DueWork saying(String message) {
        return new DueWork(
                new TestSchedules().publish(List.of()),
                List.of(() -> {
                    throw new IllegalStateException(message);
                }));
    }
}
