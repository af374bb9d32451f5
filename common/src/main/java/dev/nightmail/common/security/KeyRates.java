package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How much each caller may still ask of this process: a bucket that fills by the second. */
@Singleton
class KeyRates {

    private static final int MOST_KNOWN = 10_000;
    private static final double NANOS = 1e9;

    private final KeyConfig config;
    private final Monotonic time;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    KeyRates(KeyConfig config, Monotonic time) {
        this.config = config;
        this.time = time;
    }

    /**
     * Counts one request.
     *
     * @throws Problem 429 when it is one too many; then it is not counted
     */
    void spend(String actor) {
        long now = time.nanos();
        if (buckets.size() >= MOST_KNOWN) {
            buckets.values().removeIf(bucket -> bucket.isFullAt(now));
        }
        var wait = buckets.computeIfAbsent(actor, who -> new Bucket(now)).take(now);
        if (wait.isPresent()) {
            throw Problem.tooManyRequests(wait.get());
        }
    }

    private final class Bucket {

        private double left = config.burst();
        private long at;

        Bucket(long now) {
            at = now;
        }

        /** Empty when one was there; else how long it is until the next. */
        synchronized Optional<Duration> take(long now) {
            left = leftAt(now);
            at = now;
            if (left < 1) {
                return Optional.of(Duration.ofNanos((long) ((1 - left) / config.rate() * NANOS)));
            }
            left -= 1;
            return Optional.empty();
        }

        synchronized boolean isFullAt(long now) {
            return leftAt(now) >= config.burst();
        }

        private double leftAt(long now) {
            return Math.min(config.burst(), left + Math.max(0, now - at) / NANOS * config.rate());
        }
    }
}
