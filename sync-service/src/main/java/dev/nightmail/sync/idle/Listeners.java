package dev.nightmail.sync.idle;

import dev.nightmail.common.lifecycle.Resident;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.idle.IdleRepository.End;
import dev.nightmail.sync.idle.IdleRepository.Taken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** All connections of this process that listen, and its leases on their accounts. */
@Singleton
class Listeners implements Resident {

    private static final Logger LOG = Logger.getLogger(Listeners.class);
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(5);

    /** Log-ins that are begun in a round, so that 2,000 take a minute and no server is stormed. */
    private static final int AT_ONCE = 20;

    private final Leases leases;
    private final Ways ways;
    private final InForce<IdleConfig> settings;
    private final IdleMetrics metrics;
    private final Monotonic time;
    private final UUID process = UUID.randomUUID();
    private final Map<UUID, Listening> open = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile Optional<Thread> thread = Optional.empty();
    private long renewedAt;
    private volatile boolean isTold;

    Listeners(
            Leases leases,
            Ways ways,
            InForce<IdleConfig> settings,
            IdleMetrics metrics,
            Monotonic time) {
        this.leases = leases;
        this.ways = ways;
        this.settings = settings;
        this.metrics = metrics;
        this.time = time;
        this.renewedAt = time.nanos();
    }

    @Override
    public void start() {
        metrics.connections(this::listening);
        thread = Optional.of(Thread.ofPlatform().name("idle").daemon().start(this::work));
    }

    /** Others may take the accounts at once. */
    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            thread.get().join(STOP);
        }
        hangUp();
        leases.releaseAll(process);
    }

    /** How many servers are waited for. */
    long listening() {
        return open.values().stream().filter(Listening::listens).count();
    }

    private void work() {
        while (!stopped) {
            try {
                round();
                isTold = false;
            } catch (RuntimeException e) {
                tell(e);
            }
            time.pass(ROUND);
        }
    }

    /** Renews, takes, and asks for the syncs of what was heard. */
    void round() {
        var config = settings.now();
        if (time.since(renewedAt).compareTo(config.lease()) >= 0) {
            // Somebody else may listen by now.
            hangUp();
        }
        if (open.isEmpty() || time.since(renewedAt).compareTo(config.lease().dividedBy(4)) >= 0) {
            renew();
        }
        int room = Math.min(AT_ONCE, config.mostConnections() - open.size());
        if (room > 0) {
            leases.take(process, config.lease(), room).forEach(this::listen);
        }
        open.values().forEach(this::askForSync);
    }

    /** Hangs up where the account is another process's by now, or not wanted any more. */
    void renew() {
        var config = settings.now();
        long now = time.nanos();
        var held = leases.renew(process, config.lease());
        renewedAt = now;
        int surplus = open.size() - config.mostConnections();
        for (var listening : open.values()) {
            var taken = listening.taken();
            if (surplus-- > 0 || held.getOrDefault(taken.account(), 0L) != taken.token()) {
                listening.stop();
            }
        }
    }

    private void listen(Taken taken) {
        var listening = new Listening(taken, settings, time);
        open.put(taken.account(), listening);
        Thread.ofVirtual().name("idle").start(() -> listen(listening));
    }

    private void listen(Listening listening) {
        var taken = listening.taken();
        try {
            var end = run(listening);
            if (!end.problem().isEmpty()) {
                metrics.broken();
            }
            leases.release(taken, end);
        } catch (RuntimeException e) {
            // The lease ends by itself.
            tell(e);
        } finally {
            open.remove(taken.account(), listening);
        }
    }

    private End run(Listening listening) {
        try {
            return listening.run(ways.to(listening.taken()));
        } catch (RuntimeException e) {
            tell(e);
            return new End(
                    listening.taken().failures() + 1, AFTER_A_FAULT, Optional.empty(), "fault");
        }
    }

    private void askForSync(Listening listening) {
        if (listening.takeHeard()) {
            metrics.heard();
            if (!leases.sync(listening.taken())) {
                listening.giveBackHeard();
            }
        }
    }

    private void hangUp() {
        open.values().forEach(Listening::stop);
    }

    /** Once for as long as it goes on. */
    private void tell(RuntimeException failure) {
        if (!isTold) {
            isTold = true;
            LOG.warnf(
                    "Servers are not listened to for now: %s", failure.getClass().getSimpleName());
        }
    }
}
