package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long tenants wait for one another, counted in jobs that start before theirs. */
@Tag("J3")
@Timeout(120)
class FairnessTest {

    private static final int SLOTS = 8;
    private static final int AHEAD = 400;
    private static final int EACH = 10;
    private static final Duration LONG = Duration.ofMinutes(2);

    private final UUID big = UUID.randomUUID();
    private final List<UUID> others = Stream.generate(UUID::randomUUID).limit(9).toList();

    @Test
    void othersWaitAtMostTwiceAsLongBesideATenantWithNineTenthsOfTheQueue() throws Exception {
        int jobs = others.size() * EACH;
        int alone = p95(waits(0));
        int beside = p95(waits(9 * jobs));

        assertThat(alone).isBetween(jobs / 2, jobs);
        assertThat(beside).isGreaterThan(alone).isLessThanOrEqualTo(2 * alone);
    }

    @Test
    void jobThatComesLateWaitsForNothingThatWasClaimedAhead() throws Exception {
        var shop = new Shop();
        shop.queue.fill(big, Priority.NORMAL, 9 * AHEAD);
        shop.claim();

        for (var tenant : others) {
            int before = shop.started.size();
            shop.queue.fill(tenant, Priority.NORMAL, 1);
            while (!shop.started.contains(tenant)) {
                shop.endOne();
            }
            assertThat(shop.started.size() - before).isLessThanOrEqualTo(SLOTS);
        }
    }

    /** Of jobs that come together, when the slots have worked for the big tenant for a while. */
    private List<Integer> waits(int ofBig) throws InterruptedException {
        var shop = new Shop();
        shop.queue.fill(big, Priority.NORMAL, ofBig);
        shop.claim();
        others.forEach(tenant -> shop.queue.fill(tenant, Priority.NORMAL, EACH));
        int before = shop.started.size();
        shop.claim();
        while (shop.startedOfOthers() < others.size() * EACH) {
            shop.endOne();
        }
        return IntStream.range(before, shop.started.size())
                .filter(start -> !shop.started.get(start).equals(big))
                .mapToObj(start -> start - before)
                .toList();
    }

    private static int p95(List<Integer> waits) {
        return waits.stream().sorted().toList().get(waits.size() * 95 / 100);
    }

    /** A queue with its slots, whose jobs end when the test says so. */
    private final class Shop {

        final TestQueue queue = new TestQueue();

        /** The tenant of each job that has started, in this order. */
        final List<UUID> started = Collections.synchronizedList(new ArrayList<>());

        private final Slots slots = new Slots(SLOTS);
        private int inHand;

        /** As far ahead as jobs are claimed that end fast. */
        void claim() {
            for (var claim : queue.claim(SLOTS + AHEAD - inHand).claims()) {
                inHand++;
                var thread = Thread.ofVirtual().start(() -> start(claim.tenant()));
                awaitAny(thread, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
            }
        }

        void endOne() {
            int before = started.size();
            boolean isWaiting = inHand > SLOTS;
            inHand--;
            slots.release();
            while (isWaiting && started.size() == before) {
                Thread.onSpinWait();
            }
            claim();
        }

        int startedOfOthers() {
            return List.copyOf(started).stream()
                    .filter(tenant -> !tenant.equals(big))
                    .toList()
                    .size();
        }

        private void start(UUID tenant) {
            try {
                if (slots.acquire(tenant, LONG)) {
                    started.add(tenant);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void awaitAny(Thread thread, Thread.State... states) {
            while (!List.of(states).contains(thread.getState())) {
                Thread.onSpinWait();
            }
        }
    }
}
