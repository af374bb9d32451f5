package dev.nightmail.common.api;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.setting.InForce;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The places in this process of those who hold a connection open to hear of a job: so many in all,
 * so many of a tenant, none after its end.
 */
@Singleton
public class StreamPlaces {

    private final InForce<StreamConfig> settings;
    private final int most;
    private final Semaphore free;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    StreamPlaces(InForce<StreamConfig> settings) {
        this.settings = settings;
        this.most = settings.now().most();
        this.free = new Semaphore(most);
    }

    /** What a stream holds while it is open. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Until it is closed.
     *
     * @throws Problem 503 when the process has none left, 429 when the tenant has
     */
    public Place take(UUID tenant) {
        if (closing.getCount() == 0 || !free.tryAcquire()) {
            throw new Problem(
                    Status.SERVICE_UNAVAILABLE,
                    "too-many-streams",
                    "No further stream can be opened here now; ask for the job itself meanwhile.");
        }
        int share = settings.now().perTenant();
        if (!takeShare(tenant, share)) {
            free.release();
            throw new Problem(
                    Status.TOO_MANY_REQUESTS,
                    "too-many-streams",
                    "You have %d streams open; end one first.".formatted(share));
        }
        return () -> {
            giveShareBack(tenant);
            free.release();
        };
    }

    /** Waits; true as soon as all streams are to end. */
    boolean isClosingWithin(Duration wait) throws InterruptedException {
        return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all streams and waits for them, up to so long. */
    void close(Duration longest) throws InterruptedException {
        closing.countDown();
        if (free.tryAcquire(most, longest.toNanos(), TimeUnit.NANOSECONDS)) {
            free.release(most);
        }
    }

    private synchronized boolean takeShare(UUID tenant, int share) {
        if (taken.getOrDefault(tenant, 0) >= share) {
            return false;
        }
        taken.merge(tenant, 1, Integer::sum);
        return true;
    }

    private synchronized void giveShareBack(UUID tenant) {
        int left = taken.getOrDefault(tenant, 0) - 1;
        if (left > 0) {
            taken.put(tenant, left);
        } else {
            taken.remove(tenant);
        }
    }
}
