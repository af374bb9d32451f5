package dev.nightmail.common.health;

import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.health.AlertRepository.Alert;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Looks at everything every few seconds, raises alerts and resolves them; any number of processes
 * may do so at once. Where no process is resident, {@link #look} is called by whatever runs now and
 * then.
 */
@Singleton
public class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** An interval that was made shorter is heard of so soon. */
    private static final Duration NAP = Duration.ofSeconds(3);

    /** A process that comes by a little early is not sent away for a whole interval. */
    private static final double ALMOST = 0.9;

    private final Sql sql;
    private final AlertRepository alerts;
    private final Outbox outbox;
    private final InForce<AlertConfig> settings;
    private final List<Probe> probes;
    private final ConcurrentMap<String, String> told = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile Optional<Thread> thread = Optional.empty();

    Watch(
            Sql sql,
            AlertRepository alerts,
            Outbox outbox,
            InForce<AlertConfig> settings,
            @All List<Probe> probes) {
        this.sql = sql;
        this.alerts = alerts;
        this.outbox = outbox;
        this.settings = settings;
        this.probes = List.copyOf(probes);
    }

    /** Looks from now on; the schema must be there. */
    public void start() {
        thread = Optional.of(Thread.ofPlatform().name("watch").daemon().start(this::work));
    }

    /** Lets the look that is under way end, if that does not take long. */
    public void stop() throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            LockSupport.unpark(thread.get());
            thread.get().join(PAUSE);
        }
    }

    private void work() {
        while (!stopped) {
            look();
            rest();
        }
    }

    private void rest() {
        var rested = Duration.ZERO;
        while (!stopped && rested.compareTo(settings.now().interval()) < 0) {
            var left = settings.now().interval().minus(rested);
            var nap = left.compareTo(NAP) < 0 ? left : NAP;
            LockSupport.parkNanos(nap.toNanos());
            rested = rested.plus(nap);
        }
    }

    /** Looks at all that is due. A probe that fails does not hold up the others. */
    public void look() {
        for (var probe : probes) {
            try {
                look(probe);
                told.remove(probe.name());
            } catch (Throwable e) {
                // An error, too: a thread that it ended would not look at anything any more.
                tell(probe, e);
            }
        }
    }

    private void look(Probe probe) {
        sql.transact(Access.machinery(), () -> alerts.add(probe.name()));
        sql.transact(Access.machinery(), () -> lookIfDue(probe));
    }

    private void lookIfDue(Probe probe) {
        var interval = Duration.ofMillis((long) (settings.now().interval().toMillis() * ALMOST));
        var taken = alerts.take(probe.name(), interval);
        if (taken.isEmpty()) {
            return;
        }
        var now = taken.get();
        var readings = probe.look(now);
        alerts.keep(probe.name(), readings);
        alerts.see(probe.name(), readings, now).forEach(a -> tell(AlertFact.Type.RAISED, a));
        alerts.resolve(probe.name(), now, settings.now().calm())
                .forEach(a -> tell(AlertFact.Type.RESOLVED, a));
        alerts.release(probe.name(), now);
    }

    private void tell(AlertFact.Type what, Alert alert) {
        outbox.add(
                AlertFact.TOPIC,
                new Fact<>(what.text(), Ids.NIL, alert.id().toString(), alert.toFact()));
    }

    /** Once for as long as it goes on. */
    private void tell(Probe probe, Throwable failure) {
        var what = String.valueOf(failure.getMessage());
        if (!what.equals(told.put(probe.name(), what))) {
            LOG.warnf(failure, "Nobody looks at %s for now", probe.name());
        }
    }
}
