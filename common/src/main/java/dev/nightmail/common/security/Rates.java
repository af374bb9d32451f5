package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.time.Monotonic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How much each caller may still ask of this process: a bucket that fills by the second. */
public final class Rates {

    private static final int MOST_KNOWN = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final Monotonic time;
    private final Map<Object, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond in the long run
     * @param burst at once, after a rest
     */
    public Rates(double perSecond, double burst, Monotonic time) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.time = time;
    }

    /**
     * Counts one request.
     *
     * @throws Problem 429 when it is one too many; then it is not counted
     */
    public void spend(Object who) {
        long now = time.nanos();
        if (buckets.size() >= MOST_KNOWN) {
            buckets.values().removeIf(bucket -> bucket.isFullAt(now));
        }
        var wait = buckets.computeIfAbsent(who, _ -> new Bucket(now)).take(now);
        if (wait.isPresent()) {
            throw Problem.tooManyRequests(wait.get());
        }
    }

    private final class Bucket {

        private double left = burst;
        private long at;

        Bucket(long now) {
            at = now;
        }

        /** Empty when one was there; else how long it is until the next. */
        synchronized Optional<Duration> take(long now) {
            left = leftAt(now);
            at = now;
            if (left < 1) {
                return Optional.of(Duration.ofNanos((long) ((1 - left) / perSecond * NANOS)));
            }
            left -= 1;
            return Optional.empty();
        }

        synchronized boolean isFullAt(long now) {
            return leftAt(now) >= burst;
        }

        private double leftAt(long now) {
            return Math.min(burst, left + Math.max(0, now - at) / NANOS * perSecond);
        }
    }
}
