package dev.nightmail.local.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long jobs were nobody's, from the moment their process fell away. */
final class Takeovers {
    private final List<Duration> taken = new ArrayList<>();

    Duration add(Instant lost, Instant found) {
        Duration took = Duration.between(lost, found);
        taken.add(took);
        return took;
    }

    @Override
    public String toString() {
        if (taken.isEmpty()) {
            return "takeovers: none";
        }
        var seconds = taken.stream().mapToDouble(took -> took.toMillis() / 1e3).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "takeovers: %d; seconds: min %.1f, median %.1f, max %.1f",
                seconds.length,
                seconds[0],
                seconds[seconds.length / 2],
                seconds[seconds.length - 1]);
    }
}
