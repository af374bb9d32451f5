package dev.nightmail.common.pace;

import java.time.Duration;

/**
 * How much others have to bear.
 *
 * @param lag how far the slowest replica is behind; zero when there is none, or nobody may know
 * @param waiting connections that wait for a lock
 */
public record Strain(Duration lag, int waiting) {

    public static final Strain NONE = new Strain(Duration.ZERO, 0);

    private static final Duration MOST_LAG = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 4;

    boolean isHigh() {
        return lag.compareTo(MOST_LAG) > 0 || waiting > MOST_WAITING;
    }
}
