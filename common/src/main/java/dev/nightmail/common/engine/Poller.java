package dev.nightmail.common.engine;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.job.Wakeup.Heard;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Claims jobs as long as there is room for them. */
@Singleton
class Poller {

    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final int DEFAULT_CONCURRENCY = 4;
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_CLAIM = Duration.ofSeconds(5);

    private final Claimer claims;
    private final Worker worker;
    private final InForce<EngineConfig> settings;
    private final PollerTools tools;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile Optional<UUID> identity = Optional.empty();
    private volatile boolean stopped;
    private EngineConfig applied;
    private Optional<Thread> thread = Optional.empty();

    /** What is to be claimed, and when. */
    @Singleton
    record PollerTools(KindRegistry kinds, Rounds rounds, Wakeup wakeup, Monotonic time) {}

    Poller(Claimer claims, Worker worker, InForce<EngineConfig> settings, PollerTools tools) {
        this.claims = claims;
        this.worker = worker;
        this.settings = settings;
        this.applied = settings.now();
        this.tools = tools;
    }

    void publish() {
        claims.publish();
    }

    void start(Set<String> queues) {
        var kinds = tools.kinds();
        for (var queue : queues) {
            lanes.add(new Lane(queue, kinds.idsOf(queue), slots(applied, queue), tools.time()));
        }
        tools.rounds().start(() -> identity);
        thread = Optional.of(Thread.ofPlatform().name("poller").daemon().start(this::work));
    }

    /** Claims under this identity from now on; without one, claims nothing. */
    void claimAs(Optional<UUID> worker) {
        identity = worker;
        tools.wakeup().ring();
    }

    /** Returns when nothing is claimed any more, or after a while. */
    void stop() throws InterruptedException {
        stopped = true;
        tools.wakeup().ring();
        if (thread.isPresent()) {
            thread.get().join(LAST_CLAIM);
        }
        tools.rounds().stop();
    }

    private void work() {
        var pause = applied.poll();
        while (!stopped) {
            try {
                var heard = tools.wakeup().await(pause);
                adapt();
                hear(heard);
                identity.ifPresent(this::fill);
                pause = isAnyWaiting() ? Lane.FEW_FOR : applied.poll();
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

    /** Takes over what was changed; as long as nothing was, that is a look at one field. */
    private void adapt() {
        var now = settings.now();
        if (!now.equals(applied)) {
            lanes.forEach(lane -> lane.resize(slots(now, lane.queue())));
            claims.publish();
            applied = now;
        }
    }

    private static int slots(EngineConfig config, String queue) {
        return config.concurrency().getOrDefault(queue, DEFAULT_CONCURRENCY);
    }

    /** At once, for a process that does not poll. */
    void makeAvailable() {
        tools.rounds().makeAvailable();
    }

    /** Once a poll interval, for a process that claims one job only. */
    void lookAfter() {
        tools.rounds().lookAfter(identity);
    }

    /** The end of a short pause is news to nobody but those for whom it was made. */
    private void hear(Heard heard) {
        if (heard != Heard.NOTHING || !isAnyWaiting()) {
            lanes.forEach(lane -> lane.hear(heard));
        }
    }

    private boolean isAnyWaiting() {
        return identity.isPresent() && lanes.stream().anyMatch(Lane::isWaiting);
    }

    private void fill(UUID owner) {
        for (var lane : lanes) {
            int room = lane.room();
            if (!stopped && lane.isWorthAClaim(room)) {
                fill(owner, lane, room);
            }
        }
    }

    private void fill(UUID owner, Lane lane, int room) {
        var found = claims.claim(owner, lane.wish(room));
        lane.caught(found);
        found.claims().forEach(claim -> worker.start(claim, lane, tools.wakeup()::nudge));
        if (found.seen() > 0 && !found.isAll() && found.claims().size() < room) {
            // There is room still, and others who had no share of it: look again.
            tools.wakeup().nudge();
        }
        if (!identity.equals(Optional.of(owner))) {
            // The lease was lost while the reply was on its way: nobody else would stop these.
            worker.stopAll(Stop.LEASE_LOST);
        }
    }
}
