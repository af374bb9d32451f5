package dev.nightmail.common.health;

import dev.nightmail.common.health.AlertRepository.Stored;
import dev.nightmail.common.health.HealthRepository.Looked;
import dev.nightmail.common.health.HealthView.ReadingView;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * How everything fares, kept for some seconds, so that it can be asked often by many. A database
 * that does not answer within a second is away.
 */
@Singleton
class Checkup {

    private static final Logger LOG = Logger.getLogger(Checkup.class);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Sql sql;
    private final HealthRepository health;
    private final InForce<AlertConfig> settings;
    private final Monotonic time;
    private Optional<Answer> last = Optional.empty();
    private Optional<CompletableFuture<HealthView>> reading = Optional.empty();

    private record Answer(HealthView view, long at) {}

    Checkup(Sql sql, HealthRepository health, InForce<AlertConfig> settings, Monotonic time) {
        this.sql = sql;
        this.health = health;
        this.settings = settings;
        this.time = time;
    }

    /** As it was some seconds ago at most. */
    HealthView get() throws InterruptedException {
        var kept = fresh();
        if (kept.isPresent()) {
            return kept.get();
        }
        var view = await(ask());
        keep(view);
        return view;
    }

    private synchronized Optional<HealthView> fresh() {
        return last.filter(answer -> time.since(answer.at()).compareTo(FRESH) < 0)
                .map(Answer::view);
    }

    private synchronized void keep(HealthView view) {
        last = Optional.of(new Answer(view, time.nanos()));
    }

    /** One question at a time, however many ask, and however long the database is silent. */
    private synchronized CompletableFuture<HealthView> ask() {
        if (reading.isEmpty() || reading.get().isDone()) {
            var answer = new CompletableFuture<HealthView>();
            Thread.ofVirtual().name("checkup").start(() -> complete(answer));
            reading = Optional.of(answer);
        }
        return reading.get();
    }

    private void complete(CompletableFuture<HealthView> answer) {
        try {
            answer.complete(sql.transaction(Access.machinery(), this::read));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static HealthView await(CompletableFuture<HealthView> answer)
            throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The database does not answer", e);
            return away();
        }
    }

    private static HealthView away() {
        var database = new ReadingView("database", "all", Verdict.FAIL.text(), Map.of(), List.of());
        return new HealthView(
                Verdict.FAIL.text(), Optional.empty(), Optional.of(List.of(database)));
    }

    private HealthView read() {
        var views = new ArrayList<ReadingView>();
        var looked = health.probes();
        boolean isCronThere = isCronThere();
        health.readings().forEach(reading -> views.add(toView(reading)));
        looked.forEach(probe -> views.add(watch(probe, isCronThere)));
        if (looked.isEmpty()) {
            views.add(new ReadingView("watch", "all", "fail", Map.of(), List.of()));
        }
        var worst = Verdict.worst(views.stream().map(view -> Verdict.of(view.verdict())).toList());
        return new HealthView(
                worst.text(),
                looked.stream().map(Looked::at).min(Instant::compareTo),
                Optional.of(views));
    }

    /** Where cron does the work, nobody looks in between. */
    private boolean isCronThere() {
        return health.isWalkedByCron(settings.now().externalSilence());
    }

    /** What nobody looks at any more is not known to be well. */
    private ReadingView watch(Looked probe, boolean isCronThere) {
        var limits = settings.now();
        var longest = isCronThere ? limits.externalSilence() : limits.schedulerSilence();
        boolean isLate = probe.secondsAgo() > longest.plus(limits.interval()).toSeconds();
        return new ReadingView(
                "watch",
                probe.probe(),
                (isLate ? Verdict.FAIL : Verdict.OK).text(),
                Map.of("secondsAgo", probe.secondsAgo()),
                List.of());
    }

    private static ReadingView toView(Stored reading) {
        return new ReadingView(
                reading.name(),
                reading.subject(),
                reading.verdict(),
                reading.numbers(),
                reading.troubles());
    }
}
