package dev.nightmail.mail.verdict;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads after which time a server wants us back. */
final class Hint {

    static final Duration LONGEST = Duration.ofDays(1);

    /** A word of coming back, and near it a time; each repetition is bounded. */
    private static final String BACK =
            "(?:again|back|retry|wait|gr[ea]ylisted|gr[ea]ylisting|delayed|deferred)[^0-9]{0,40}";

    private static final Pattern AMOUNT =
            Pattern.compile(
                    BACK
                            + "(?<![0-9.])(\\d{1,6}) ?"
                            + "(s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?)(?![a-z0-9])");
    private static final Pattern CLOCK =
            Pattern.compile(BACK + "(?<![0-9.:])(\\d{1,3}):(\\d{2}):(\\d{2})(?![0-9:])");

    private Hint() {}

    static Optional<Duration> in(String words) {
        var clock = CLOCK.matcher(words);
        var amount = AMOUNT.matcher(words);
        var found =
                clock.find()
                        ? Optional.of(ofClock(clock))
                        : amount.find()
                                ? Optional.of(ofAmount(amount))
                                : Optional.<Duration>empty();
        return found.filter(Duration::isPositive)
                .map(time -> time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    private static Duration ofClock(Matcher clock) {
        return Duration.ofHours(Long.parseLong(clock.group(1)))
                .plusMinutes(Long.parseLong(clock.group(2)))
                .plusSeconds(Long.parseLong(clock.group(3)));
    }

    private static Duration ofAmount(Matcher amount) {
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2).charAt(0)) {
            case 'h' -> Duration.ofHours(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
