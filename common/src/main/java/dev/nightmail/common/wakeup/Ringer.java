package dev.nightmail.common.wakeup;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.common.wakeup.Line.Ring;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Rings other processes, on a thread and a line of its own, which it opens when there is something
 * to say.
 *
 * <p>Of a queue it rings at once, and then at most once in {@link #APART}: what is asked for
 * meanwhile is one ring at the end of it. Nobody waits for a ring, and nobody hears that one
 * failed.
 */
@Singleton
public class Ringer implements Wakeup.Others {

    private static final Logger LOG = Logger.getLogger(Ringer.class);
    private static final Duration APART = Duration.ofMillis(10);
    private static final Duration LAST_RINGS = Duration.ofSeconds(1);
    private static final int NO_LINE = 0;

    private final Sql.Connect database;
    private final Monotonic time;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> rung = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor thread;
    private Optional<Line> line = Optional.empty();
    private volatile int lineId = NO_LINE;

    public Ringer(Sql.Connect database, Monotonic time) {
        this.database = database;
        this.time = time;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().name("ringer").daemon().factory(),
                        new DiscardPolicy());
    }

    @Override
    public void ring(Collection<String> queues) {
        for (var queue : queues) {
            if (asked.add(queue)) {
                var _ =
                        thread.schedule(
                                () -> send(queue), rest(queue).toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Whether it was this process that rang. */
    boolean isOwn(Ring ring) {
        return ring.from() == lineId;
    }

    /** Rings what was asked for; what is asked for from now on is left to the polls. */
    public void stop() throws InterruptedException {
        thread.shutdown();
        if (thread.awaitTermination(LAST_RINGS.toMillis(), TimeUnit.MILLISECONDS)) {
            hangUp();
        }
    }

    private Duration rest(String queue) {
        return Optional.ofNullable(rung.get(queue))
                .map(last -> APART.minus(time.since(last)))
                .orElse(Duration.ZERO);
    }

    /**
     * Whoever asks before {@code asked} is cleared has committed before the ring; whoever asks
     * later is told how long it is to the next.
     */
    private void send(String queue) {
        rung.put(queue, time.nanos());
        asked.remove(queue);
        boolean mayBeDead = line.isPresent();
        if (!isSent(queue) && mayBeDead) {
            isSent(queue);
        }
    }

    private boolean isSent(String queue) {
        try {
            dial().ring(queue);
            return true;
        } catch (SQLException e) {
            LOG.debugf("Other processes were not rung: SQLSTATE %s", e.getSQLState());
            hangUp();
            return false;
        } catch (RuntimeException e) {
            LOG.warn("Other processes were not rung", e);
            hangUp();
            return false;
        }
    }

    private Line dial() throws SQLException {
        if (line.isEmpty()) {
            var fresh = Line.open(database);
            line = Optional.of(fresh);
            lineId = fresh.id();
        }
        return line.get();
    }

    private void hangUp() {
        lineId = NO_LINE;
        line.ifPresent(Line::close);
        line = Optional.empty();
    }
}
