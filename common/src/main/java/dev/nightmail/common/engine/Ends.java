package dev.nightmail.common.engine;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait in this process for the end of a job that runs in it. */
@Singleton
public class Ends {

    private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** One who waits for one job; nobody else does. */
    public final class Watch implements AutoCloseable {

        private final UUID job;
        private final Semaphore rung = new Semaphore(0);

        private Watch(UUID job) {
            this.job = job;
        }

        /** Returns when the job may have ended, or after so long; false: not here, any more. */
        public boolean await(Duration longest) throws InterruptedException {
            if (!closed && rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
            return !closed;
        }

        @Override
        public void close() {
            watches.remove(job, this);
        }
    }

    /** From now on; what ended before is found by a look. */
    public Watch watch(UUID job) {
        var watch = new Watch(job);
        watches.put(job, watch);
        return watch;
    }

    /** An attempt of the job has ended, or its end is written now. */
    void tell(UUID job) {
        var watch = watches.get(job);
        if (watch != null) {
            watch.rung.release();
        }
    }

    /** First of all, so that those who wait get an answer before the process goes. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        closed = true;
        watches.values().forEach(watch -> watch.rung.release());
    }
}
