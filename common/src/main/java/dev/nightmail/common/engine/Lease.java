package dev.nightmail.common.engine;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * This process's right to run jobs.
 *
 * <p>Two threads: one renews the lease, and may hang in the database; the other only looks at the
 * monotonic clock, and stops all jobs when the last renewal was too long ago. An identity is never
 * used again after that.
 */
@Singleton
class Lease {

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PARTITIONS = Duration.ofHours(1);

    private final WorkerRepository workers;
    private final Poller poller;
    private final Worker worker;
    private final EngineConfig config;
    private final LeaseTools tools;
    private volatile Optional<UUID> identity = Optional.empty();
    private volatile long renewed;
    private volatile boolean stopped;
    private long partitionsMade;

    /** Ids, clock and the name of the service. */
    @Singleton
    record LeaseTools(Ids ids, Monotonic time, KindRegistry kinds) {}

    /**
     * @throws IllegalArgumentException that names the settings, when the lease would be over before
     *     this process knows
     */
    Lease(
            WorkerRepository workers,
            Poller poller,
            Worker worker,
            EngineConfig config,
            LeaseTools tools) {
        this.workers = workers;
        this.poller = poller;
        this.worker = worker;
        this.config = config;
        this.tools = tools;
        check(config);
    }

    static void check(EngineConfig config) {
        if (config.heartbeat().compareTo(config.selfStop()) >= 0
                || config.selfStop().compareTo(config.lease()) >= 0) {
            throw new IllegalArgumentException(
                    "nightmail.jobs.heartbeat (%s) must be shorter than nightmail.jobs.self-stop (%s), and that shorter than nightmail.jobs.lease (%s)"
                            .formatted(config.heartbeat(), config.selfStop(), config.lease()));
        }
    }

    void start() {
        // The first renewal makes what days are missing.
        partitionsMade = tools.time().nanos() - PARTITIONS.plusSeconds(1).toNanos();
        Thread.ofPlatform()
                .name("lease")
                .daemon()
                .start(() -> repeat(config.heartbeat(), this::beat));
        Thread.ofPlatform().name("lease-watch").daemon().start(() -> repeat(LOOK, this::watch));
    }

    Optional<UUID> identity() {
        return identity;
    }

    /** Ends the lease, last of all. */
    void stop() {
        stopped = true;
        identity.ifPresent(workers::retire);
    }

    private void repeat(Duration pause, Runnable action) {
        while (!stopped) {
            try {
                action.run();
            } catch (SqlException e) {
                LOG.warnf("The lease is not renewed for now: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The lease is not renewed for now", e);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void beat() {
        var mine = identity;
        if (mine.isEmpty()) {
            // Before anything is claimed: what has no day to be recorded in cannot end.
            if (!workers.isTodayMade()) {
                workers.makePartitions();
            }
            begin(tools.time().nanos());
        } else {
            renew(mine.get(), tools.time().nanos());
            makePartitions();
        }
    }

    private void renew(UUID mine, long before) {
        if (workers.renew(mine, config.lease())) {
            renewed = before;
        } else {
            retire("the database says that it has run out");
        }
    }

    /** A week ahead, so that one that fails can wait for the next. */
    private void makePartitions() {
        if (tools.time().since(partitionsMade).compareTo(PARTITIONS) > 0) {
            partitionsMade = tools.time().nanos();
            workers.makePartitions();
        }
    }

    private void begin(long before) {
        var fresh = tools.ids().next();
        workers.register(fresh, tools.kinds().service(), config.lease());
        renewed = before;
        identity = Optional.of(fresh);
        poller.claimAs(identity);
    }

    private void watch() {
        worker.stopOverdue();
        if (identity.isPresent() && tools.time().since(renewed).compareTo(config.selfStop()) > 0) {
            retire("it was not renewed in time");
        }
    }

    /**
     * Called by both threads; a renewal that comes too late must not bring the old identity back.
     */
    private synchronized void retire(String why) {
        if (identity.isPresent()) {
            LOG.warnf("Lease lost, all jobs are stopped: %s", why);
            poller.claimAs(Optional.empty());
            identity = Optional.empty();
            worker.stopAll(Stop.LEASE_LOST);
        }
    }
}
