package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.pace.Bounds;
import dev.nightmail.common.pace.Pacing;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestPacing;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job that rests between two batches. */
@Tag("J23")
@Tag("J7")
class RestingJobTest {

    private final CountDownLatch rests = new CountDownLatch(1);
    private final CountDownLatch hasStopped = new CountDownLatch(1);
    private final AtomicInteger batches = new AtomicInteger();

    /** No rest is ever over; only an interruption ends the wait for it. */
    private final SetTime time =
            new SetTime() {
                @Override
                public void pass(Duration time) {
                    rests.countDown();
                    LockSupport.park();
                }
            };

    private final Pacing pacing =
            TestPacing.timedBy(
                    time, new Bounds(1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));

    @Test
    void jobStopsInTheMiddleOfARestWhenItIsCancelled() throws Exception {
        var job =
                new LiveJob((args, context) -> {
                    var pace = pacing.begin();
                    try {
                        while (true) {
                            pace.chunk(context, (chunk, atMost) -> takeOne());
                        }
                    } finally {
                        hasStopped.countDown();
                    }
                });
        try (var live = new LiveEngine(job)) {
            var id = live.test.enqueue(job, new Args(1), UUID.randomUUID());
            rests.await();

            live.test.sql.transact(
                    Access.machinery(), () -> live.test.steering.cancel(id, "ada", ""));
            hasStopped.await();
            LiveEngine.until(() -> !live.attempts(id).isEmpty());

            assertThat(live.attempts(id)).containsExactly("cancelled/cancelled");
            assertThat(batches).hasValue(1);
        }
    }

    private int takeOne() {
        time.advance(Duration.ofSeconds(1));
        return batches.incrementAndGet();
    }
}
