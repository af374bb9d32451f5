package dev.nightmail.common.engine;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.SqlException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Claims jobs as long as there is room for them. */
@Singleton
class Poller {

    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final int DEFAULT_CONCURRENCY = 4;
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

    private final ClaimRepository claims;
    private final KindRegistry kinds;
    private final Worker worker;
    private final Wakeup wakeup;
    private final EngineConfig config;
    private final Map<String, AtomicInteger> free = new TreeMap<>();
    private volatile Optional<UUID> identity = Optional.empty();
    private volatile boolean stopped;

    Poller(
            ClaimRepository claims,
            KindRegistry kinds,
            Worker worker,
            Wakeup wakeup,
            EngineConfig config) {
        this.claims = claims;
        this.kinds = kinds;
        this.worker = worker;
        this.wakeup = wakeup;
        this.config = config;
    }

    void start() {
        for (var queue : kinds.queues()) {
            int room = config.concurrency().getOrDefault(queue, DEFAULT_CONCURRENCY);
            free.put(queue, new AtomicInteger(room));
        }
        Thread.ofPlatform().name("poller").daemon().start(this::work);
    }

    /** Claims under this identity from now on; without one, claims nothing. */
    void claimAs(Optional<UUID> worker) {
        identity = worker;
        wakeup.ring();
    }

    void stop() {
        stopped = true;
        wakeup.ring();
    }

    private void work() {
        var pause = config.poll();
        while (!stopped) {
            try {
                wakeup.await(pause);
                pause = config.poll();
                claims.promote();
                identity.ifPresent(this::fill);
            } catch (InterruptedException e) {
                return;
            } catch (SqlException e) {
                LOG.warnf("Nothing is claimed for now: %s", e.getMessage());
                pause = OUTAGE_PAUSE;
            } catch (RuntimeException e) {
                LOG.error("Nothing is claimed for now", e);
                pause = OUTAGE_PAUSE;
            }
        }
    }

    private void fill(UUID owner) {
        for (var queue : free.entrySet()) {
            int room = queue.getValue().get();
            if (room > 0 && !stopped) {
                var claimed =
                        claims.claim(owner, queue.getKey(), kinds.idsOf(queue.getKey()), room);
                queue.getValue().addAndGet(-claimed.size());
                claimed.forEach(claim -> worker.start(claim, ended -> leave(queue.getValue())));
            }
        }
    }

    private void leave(AtomicInteger room) {
        room.incrementAndGet();
        wakeup.ring();
    }
}
