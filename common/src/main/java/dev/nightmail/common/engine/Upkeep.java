package dev.nightmail.common.engine;

import dev.nightmail.common.engine.UpkeepRepository.Rescued;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is looked after now and then, in every process: jobs that are due, jobs whose worker died,
 * jobs behind a key that nobody has any more, and what became of those that this process claimed.
 */
@Singleton
class Upkeep {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final UpkeepRepository.Key NO_KEY = new UpkeepRepository.Key(Ids.NIL, "");

    private final Sql sql;
    private final UpkeepRepository upkeep;
    private final Worker worker;
    private final Aftermath aftermath;
    private final Monotonic time;
    private long round;
    private UpkeepRepository.Key lookedAt = NO_KEY;
    private Set<Long> unknown = Set.of();

    Upkeep(Sql sql, UpkeepRepository upkeep, Worker worker, Aftermath aftermath, Monotonic time) {
        this.sql = sql;
        this.upkeep = upkeep;
        this.worker = worker;
        this.aftermath = aftermath;
        this.time = time;
        this.round = time.nanos() - ROUND.toNanos();
    }

    /**
     * Makes available what is due and what was lost, under whatever identity; the queues in which
     * there is something now.
     */
    Set<String> run(Optional<UUID> identity) {
        if (time.since(round).compareTo(ROUND) < 0) {
            return promote();
        }
        round = time.nanos();
        var queues = makeAvailable();
        identity.ifPresent(this::reconcile);
        worker.endStubborn();
        return queues;
    }

    /** What is due, and what nobody runs any more; the queues, likewise. */
    Set<String> makeAvailable() {
        var queues = new HashSet<>(promote());
        rescue().forEach(job -> queues.add(job.queue()));
        bringForward();
        return queues;
    }

    private Set<String> promote() {
        return byIndex(upkeep::promote);
    }

    /**
     * Stops what is to be stopped; gives back what names this process and is unknown to it for the
     * second time: of what is being claimed just now it does not know yet.
     */
    void reconcile(UUID identity) {
        var held = byIndex(() -> upkeep.held(identity));
        var strays = new HashSet<Long>();
        for (var job : held) {
            if (!worker.knows(job.token())) {
                strays.add(job.token());
            } else if (!job.cancellation().isEmpty()) {
                worker.stop(job.token(), Stop.CANCELLED);
            }
        }
        var before = unknown;
        unknown = Set.copyOf(strays);
        strays.retainAll(before);
        if (!strays.isEmpty()) {
            told(byIndex(() -> upkeep.giveBack(identity, strays)));
        }
    }

    /** However many the dead had in hand. */
    List<Rescued> rescue() {
        var all = new ArrayList<Rescued>();
        int found = UpkeepRepository.MOST_RESCUED;
        while (found == UpkeepRepository.MOST_RESCUED) {
            var some = byIndex(this::rescueSome);
            told(some);
            all.addAll(some);
            found = some.size();
        }
        return all;
    }

    /** A job is announced in the transaction that discards or holds it. */
    private List<Rescued> rescueSome() {
        var found = upkeep.rescue();
        found.forEach(this::announce);
        return found;
    }

    private void announce(Rescued job) {
        job.ending().ifPresent(ending -> aftermath.announce(job.claim(), ending));
    }

    private void bringForward() {
        var last = byIndex(() -> upkeep.unblock(lookedAt));
        lookedAt = last.equals(lookedAt) ? NO_KEY : last;
    }

    private <T> T byIndex(Supplier<T> work) {
        return sql.transaction(Access.machinery(), QueueRepository.BY_INDEX, work::get);
    }

    private void told(List<Rescued> rescued) {
        rescued.forEach(job -> aftermath.rescued(job.claim(), job.outcome()));
    }
}
