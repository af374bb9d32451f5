package dev.nightmail.common.wakeup;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hears what other processes ring, on a line of its own, and rings this process's poller.
 *
 * <p>A line that is silent is asked whether it is whole. One that is broken is opened anew, at ever
 * longer intervals while that fails; then the poller is rung once, for what nobody has heard
 * meanwhile.
 */
@Singleton
public class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final Sql.Connect database;
    private final Ringer ringer;
    private final Wakeup wakeup;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Line> line = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();

    public Listener(Sql.Connect database, Ringer ringer, Wakeup wakeup) {
        this.database = database;
        this.ringer = ringer;
        this.wakeup = wakeup;
    }

    /** Listens for these queues from now on. */
    public void start(Set<String> queues) {
        thread =
                Optional.of(
                        Thread.ofPlatform().name("listener").daemon().start(() -> work(queues)));
    }

    /** Returns when nobody listens any more, or after a while. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        line.ifPresent(Line::close);
        if (thread.isPresent()) {
            thread.get().join(LAST_WORD);
        }
    }

    private void work(Set<String> queues) {
        var pause = FIRST_PAUSE;
        try {
            while (!isStopped()) {
                boolean wasOpen = listen(queues);
                pause = wasOpen ? FIRST_PAUSE : longer(pause);
                stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the line breaks; false when there was none. */
    private boolean listen(Set<String> queues) {
        boolean isOpen = false;
        try (var fresh = Line.open(database)) {
            line = Optional.of(fresh);
            fresh.listen();
            isOpen = true;
            wakeup.ring();
            while (!isStopped()) {
                hear(fresh.await(SILENCE), queues);
            }
        } catch (SQLException e) {
            if (!isStopped()) {
                LOG.infof("Other processes are not heard for now: SQLSTATE %s", e.getSQLState());
            }
        } catch (RuntimeException e) {
            LOG.warn("Other processes are not heard for now", e);
        }
        return isOpen;
    }

    private void hear(List<Line.Ring> rings, Set<String> queues) {
        if (rings.stream().anyMatch(ring -> queues.contains(ring.queue()) && !ringer.isOwn(ring))) {
            wakeup.ring();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
