package dev.nightmail.sync.oauth;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a token of that life is refreshed: 5 to 10 minutes before its end, so that not all at once.
 */
final class Early {

    private static final Duration LEAST = Duration.ofMinutes(5);

    private Early() {}

    /** From now; half the life of one that is too short for this. */
    static Duration of(Duration life) {
        var before = LEAST.plusMillis(ThreadLocalRandom.current().nextLong(LEAST.toMillis()));
        var latest = life.minus(before);
        var half = life.dividedBy(2);
        return latest.compareTo(half) > 0 ? latest : half;
    }
}
