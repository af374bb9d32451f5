package dev.nightmail.common.engine;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks after the queues at intervals, beside the claims, so that neither waits for the other. */
@Singleton
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Upkeep upkeep;
    private final Wakeup wakeup;
    private final EngineConfig config;
    private final Monotonic time;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    private long lookedAfter;

    Rounds(Upkeep upkeep, Wakeup wakeup, EngineConfig config, Monotonic time) {
        this.upkeep = upkeep;
        this.wakeup = wakeup;
        this.config = config;
        this.time = time;
        this.lookedAfter = time.nanos() - config.poll().toNanos();
    }

    /** Under the identity that is given then. */
    void start(Supplier<Optional<UUID>> identity) {
        thread =
                Optional.of(
                        Thread.ofPlatform().name("upkeep").daemon().start(() -> work(identity)));
    }

    /** Returns when the present look is over, or after a while. */
    void stop() throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(LAST_LOOK);
        }
    }

    private void work(Supplier<Optional<UUID>> identity) {
        var pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = lookAfterAll(identity.get());
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody looks after the queues any more");
        }
    }

    private Duration lookAfterAll(Optional<UUID> identity) {
        try {
            return lookAfter(identity);
        } catch (SqlException e) {
            LOG.warnf("The queues are not looked after for now: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The queues are not looked after for now", e);
        }
        return OUTAGE_PAUSE;
    }

    /** Once a poll interval, however often it is called; returns how long until the next time. */
    Duration lookAfter(Optional<UUID> identity) {
        var rest = config.poll().minus(time.since(lookedAfter));
        if (rest.isPositive()) {
            return rest;
        }
        ring(upkeep.run(identity));
        lookedAfter = time.nanos();
        return config.poll();
    }

    /** At once, for a process that does not poll. */
    void makeAvailable() {
        ring(upkeep.makeAvailable());
    }

    private void ring(Set<String> queues) {
        if (!queues.isEmpty()) {
            wakeup.ring(queues);
        }
    }
}
