package dev.nightmail.common.engine;

import dev.nightmail.common.event.InboxDrain;
import dev.nightmail.common.event.Relay;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Deadline;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Does what there is to do of a service and ends: runs jobs, carries facts to Kafka, takes facts
 * in, until nothing of it is left or the time is over.
 *
 * <p>It is a worker like any other, beside resident ones or alone. If it dies, its lease runs out;
 * what it ran, sent or took in is done again as after any death. Facts are left to a resident
 * process where there is one.
 */
@Singleton
public class Drain {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** However many jobs there are, facts go out and come in so often. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** Of the time that there is, this part is kept for the end, up to {@link #LAST_AT_MOST}. */
    private static final int LAST_PART = 4;

    private static final Duration LAST_AT_MOST = Duration.ofSeconds(20);

    private final Engine engine;
    private final KindRegistry kinds;
    private final Parts parts;
    private final Sql sql;
    private final Monotonic time;

    /** What there is to be drained. */
    @Singleton
    record Parts(QueueRepository queues, Relay relay, InboxDrain inbox) {}

    Drain(Engine engine, KindRegistry kinds, Parts parts, Sql sql, Monotonic time) {
        this.engine = engine;
        this.kinds = kinds;
        this.parts = parts;
        this.sql = sql;
        this.time = time;
    }

    /**
     * What was done.
     *
     * @param isAll whether nothing is left that this process could do
     */
    public record Drained(int relayed, int taken, boolean isAll) {}

    /**
     * Returns before the time is over. Works as the only drain of its process, and once.
     *
     * @throws IOException when facts wait and Kafka is away; jobs have been run all the same
     */
    public Drained run(Set<String> queues, Duration longest)
            throws IOException, InterruptedException {
        var last = longest.dividedBy(LAST_PART);
        var end = last.compareTo(LAST_AT_MOST) < 0 ? last : LAST_AT_MOST;
        var deadline = new Deadline(time, longest.minus(end));
        engine.publishLimits();
        engine.makeAvailable();
        engine.start(queues);
        try (var _ = new Alarm(longest.minus(end.multipliedBy(3).dividedBy(4)))) {
            return work(queues, deadline);
        } finally {
            engine.stop(end.dividedBy(2));
        }
    }

    /** What is taken in gives jobs, and jobs give facts: so it goes round, without Kafka too. */
    private Drained work(Set<String> queues, Deadline deadline) throws IOException {
        var all = new Drained(0, 0, false);
        Optional<IOException> away = Optional.empty();
        while (!all.isAll() && !deadline.isOver()) {
            awaitEnds(queues, deadline, new Deadline(time, ROUND));
            boolean isQuiet = true;
            try {
                int sent = parts.relay().drain(engine.identity(), deadline);
                int got = parts.inbox().drain(deadline);
                all = new Drained(all.relayed() + sent, all.taken() + got, false);
                isQuiet = sent == 0 && got == 0;
                away = Optional.empty();
            } catch (InterruptedException e) {
                // The database or Kafka is waited for; what was under way is done again by the
                // next.
                return new Drained(all.relayed(), all.taken(), false);
            } catch (IOException e) {
                away = Optional.of(e);
            }
            all = new Drained(all.relayed(), all.taken(), isQuiet && !haveWork(queues));
        }
        if (away.isPresent()) {
            throw away.get();
        }
        return all;
    }

    private void awaitEnds(Set<String> queues, Deadline deadline, Deadline round) {
        while (!deadline.isOver()
                && !round.isOver()
                && (engine.identity().isEmpty() || haveWork(queues))) {
            time.pass(LOOK);
        }
    }

    private boolean haveWork(Set<String> queues) {
        return sql.transaction(
                Access.machinery(),
                () -> parts.queues().haveWork(engine.identity(), queues, kinds.ids(queues)));
    }

    /** The queues of this service, or the one of that name, if it is the service's. */
    public Set<String> queues(Optional<String> only) {
        return only.map(name -> kinds.queues().contains(name) ? Set.of(name) : Set.<String>of())
                .orElseGet(kinds::queues);
    }
}
