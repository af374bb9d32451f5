package dev.nightmail.mail.account;

import java.time.Duration;
import java.time.Instant;

/**
 * A log-in that the server has refused.
 *
 * @param probeAt from when on one message may try whether it is refused still
 */
public record AccountPause(String login, Instant since, Instant probeAt) {

    static final Duration SHORTEST = Duration.ofMinutes(5);

    /** Servers lock out who tries wrong passwords more often. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Until the probe after the one that is made now: as long as it lasts already. */
    Duration untilNext(Instant now) {
        var age = Duration.between(since, now);
        if (age.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return age.compareTo(LONGEST) > 0 ? LONGEST : age;
    }
}
