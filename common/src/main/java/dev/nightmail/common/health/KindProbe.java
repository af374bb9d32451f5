package dev.nightmail.common.health;

import dev.nightmail.common.health.HistoryRepository.Kind;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the kinds of job fare: what their attempts come to, and how long they take. */
@ApplicationScoped
class KindProbe implements Probe {

    /** Further behind than that, what has been counted is not judged. */
    private static final Duration BEHIND = Duration.ofMinutes(5);

    /** Nobody mends a kind of which nothing has ended for longer: it is run no more. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final LiveRepository live;
    private final HistoryRepository history;
    private final InForce<AlertConfig> settings;

    KindProbe(LiveRepository live, HistoryRepository history, InForce<AlertConfig> settings) {
        this.live = live;
        this.history = history;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "kinds";
    }

    /** Counts first what has ended since the last look. */
    @Override
    public List<Reading> look(Instant now) {
        history.begin(now);
        history.list().forEach(kind -> history.count(kind, now));
        var kinds = history.list();
        var ends = history.endsByKind(now);
        var running = live.running(now);
        var readings = new ArrayList<Reading>();
        for (var kind : kinds) {
            readings.add(
                    judge(
                            kind,
                            ends.getOrDefault(kind.name(), Tally.NONE),
                            slowest(kind, running),
                            now));
        }
        readings.add(activity(kinds, running, now));
        return readings;
    }

    private static boolean isCounted(Kind kind, Instant now) {
        return kind.until().isAfter(now.minus(BEHIND));
    }

    /** By somebody who runs it daily, too, and takes a little longer than the day before. */
    private boolean isRun(Kind kind, Instant now) {
        var since = now.minus(RECENT).minus(settings.now().grace());
        return kind.lastEndedAt().filter(since::isBefore).isPresent();
    }

    private static double slowest(Kind kind, Map<String, Double> running) {
        return Math.max(kind.longest(), running.getOrDefault(kind.name(), 0.0));
    }

    private Reading judge(Kind kind, Tally ends, double slowest, Instant now) {
        var limits = settings.now();
        boolean isCounted = isCounted(kind, now);
        boolean isMany = ends.runs() >= limits.leastRuns();
        return times(Reading.of("kind", kind.name()), kind, slowest)
                .with("runs24h", ends.runs())
                .with("completed24h", ends.completed())
                .with("failed24h", ends.failed())
                .with("discarded24h", ends.discarded())
                .with("quarantined24h", ends.quarantined())
                .with("success24h", ends.success())
                .with("failuresInRow", kind.failuresInRow())
                .when(
                        isCounted
                                && isRun(kind, now)
                                && kind.failuresInRow() >= limits.failuresInRow(),
                        Trouble.FAILURES_IN_A_ROW)
                .when(
                        isCounted
                                && isMany
                                && (ends.success() < limits.success()
                                        || ends.errors() > limits.errors()),
                        Trouble.FAILING)
                .when(ends.quarantined() > 0, Trouble.QUARANTINE);
    }

    private Reading times(Reading reading, Kind kind, double slowest) {
        if (kind.expected().isEmpty() || kind.greatest().isEmpty()) {
            return reading.with("slowestSeconds", slowest);
        }
        var limits = settings.now();
        double expected = kind.expected().get();
        boolean isFarTooSlow =
                slowest > expected * limits.farTooSlow() || slowest > kind.greatest().get();
        return reading.with("slowestSeconds", slowest)
                .with("expectedSeconds", expected)
                .with("greatestSeconds", kind.greatest().get())
                .when(isFarTooSlow, Trouble.FAR_TOO_SLOW)
                .when(!isFarTooSlow && slowest > expected * limits.slow(), Trouble.SLOW);
    }

    /** The installation as a whole; what began to be looked at a moment ago is not judged. */
    private Reading activity(List<Kind> kinds, Map<String, Double> running, Instant now) {
        var since =
                kinds.stream()
                        .map(Kind::lastEndedAt)
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .orElseGet(() -> live.since(name()));
        var quiet = running.isEmpty() ? Duration.between(since, now) : Duration.ZERO;
        var longest = settings.now().nothingRan().plus(settings.now().grace());
        boolean isBehind = kinds.stream().anyMatch(kind -> !isCounted(kind, now));
        return Reading.of("activity", "all")
                .with("quietSeconds", Math.max(0, quiet.toSeconds()))
                .when(!isBehind && quiet.compareTo(longest) > 0, Trouble.NOTHING_RAN);
    }
}
