package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who gets the next slot. */
@Tag("J3")
class SlotsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Slots slots = new Slots(1);
    private final UUID big = UUID.randomUUID();
    private final UUID small = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();

    @Test
    void jobsOfOneTenantAreServedInTheirOrder() throws InterruptedException {
        slots.acquire(big, LONG);
        await(big, "first");
        await(big, "second");
        await(big, "third");

        assertThat(releaseThrice()).containsExactly("first", "second", "third");
    }

    @Test
    void tenantWithOneJobDoesNotWaitForAllOfAnother() throws InterruptedException {
        slots.acquire(big, LONG);
        await(big, "big 1");
        await(big, "big 2");
        await(big, "big 3");
        await(small, "small");
        await(other, "other");

        assertThat(releaseThrice()).containsExactly("big 1", "small", "other");
        assertThat(releaseNext()).isEqualTo("big 2");
    }

    @Test
    void whoGaveUpIsPassedOver() throws InterruptedException {
        slots.acquire(big, LONG);
        assertThat(slots.acquire(small, Duration.ZERO)).isFalse();

        slots.release();

        assertThat(slots.acquire(other, Duration.ZERO)).isTrue();
        assertThat(slots.acquire(other, Duration.ZERO)).isFalse();
    }

    @Test
    void whoWasInterruptedIsPassedOver() throws InterruptedException {
        slots.acquire(big, LONG);
        var stopped = await(big, "stopped");
        await(big, "next");

        stopped.interrupt();

        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo("stopped: no");
        assertThat(releaseNext()).isEqualTo("next");
    }

    @Test
    @Tag("J20")
    void slotsThatAreAddedGoToThoseWhoWait() throws InterruptedException {
        slots.acquire(big, LONG);
        await(big, "first");
        await(small, "second");

        slots.resize(2);

        assertThat(List.of(served.take(), served.take()))
                .containsExactlyInAnyOrder("first", "second");
        assertThat(slots.acquire(other, Duration.ZERO)).isFalse();
    }

    @Test
    @Tag("J20")
    void slotThatIsTakenAwayIsGivenToNobodyWhenItBecomesFree() throws InterruptedException {
        slots.resize(2);
        for (int job = 0; job < 3; job++) {
            slots.acquire(big, LONG);
        }

        slots.resize(-2);
        slots.release();
        slots.release();
        assertThat(slots.acquire(small, Duration.ZERO)).isFalse();
        slots.release();
        assertThat(slots.acquire(small, Duration.ZERO)).isTrue();
    }

    private Thread await(UUID tenant, String name) {
        var thread = Thread.ofVirtual().start(() -> served.add(name + enter(tenant)));
        LiveEngine.until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private String enter(UUID tenant) {
        try {
            return slots.acquire(tenant, LONG) ? "" : ": late";
        } catch (InterruptedException e) {
            return ": no";
        }
    }

    private List<String> releaseThrice() throws InterruptedException {
        var names = new ArrayList<String>();
        for (int slot = 0; slot < 3; slot++) {
            names.add(releaseNext());
        }
        return names;
    }

    private String releaseNext() throws InterruptedException {
        slots.release();
        return String.valueOf(served.poll(10, TimeUnit.SECONDS));
    }
}
