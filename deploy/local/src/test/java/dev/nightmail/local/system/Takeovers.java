package dev.nightmail.local.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    void add(Takeovers others) {
        taken.addAll(others.taken);
    }

    /** What all but one in a hundred took at most. */
    Duration p99() {
        return rank(0.99);
    }

    private Duration rank(double share) {
        int rank = (int) Math.ceil(share * taken.size());
        return taken.stream().sorted().toList().get(rank - 1);
    }

    int size() {
        return taken.size();
    }

    @Override
    public String toString() {
        if (taken.isEmpty()) {
            return "takeovers: none";
        }
        return String.format(
                Locale.ROOT,
                "takeovers: %d; seconds: min %.1f, p50 %.1f, p99 %.1f, max %.1f",
                taken.size(),
                seconds(Collections.min(taken)),
                seconds(rank(0.5)),
                seconds(p99()),
                seconds(Collections.max(taken)));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1e3;
    }
}
