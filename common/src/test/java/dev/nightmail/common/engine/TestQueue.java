package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.ClaimRepository.Catch;
import dev.nightmail.common.engine.QueueRepository.Limits;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A queue of the test's own, claimed from by hand. */
final class TestQueue {

    record Args(int number, String key) {}

    final TestJobs engine = new TestJobs();
    final String name = "queue-" + UUID.randomUUID();
    final JobKind<Args> kind =
            JobKind.of("test.wait-here", Args.class, name).oneAtATimeBy(Args::key);
    final QueueRepository queues = new QueueRepository(engine.sql);
    private UUID worker = engine.register();
    private final Lane lane = new Lane(name, Set.of(kind.id()), 1000, System::nanoTime);

    /** Of no concurrency key. */
    void fill(UUID tenant, Priority priority, int jobs) {
        var free = JobKind.of(kind.name(), Args.class, name);
        var wanted =
                IntStream.range(0, jobs)
                        .mapToObj(n ->
                                NewJob.of(free, new Args(n, ""), tenant, Trigger.API, "test")
                                        .with(priority))
                        .toList();
        engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueueAll(wanted));
    }

    List<UUID> behind(String key, UUID tenant, int jobs) {
        return IntStream.range(0, jobs)
                .mapToObj(n -> NewJob.of(kind, new Args(n, key), tenant, Trigger.API, "test"))
                .map(job ->
                        engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(job)))
                .map(enqueued -> enqueued.id())
                .toList();
    }

    /** Claims with room for so many, as the poller does. */
    Catch claim(int room) {
        return claim(room, new Limits(Optional.empty(), Optional.empty()));
    }

    Catch claim(int room, Limits limits) {
        var claimer =
                new Claimer(
                        engine.sql,
                        engine.claims,
                        queues,
                        () -> new TestConfig(name, limits),
                        TestKinds.of(engine.sql));
        engine.sql.transact(Access.machinery(), () -> queues.publish(name, limits));
        var wish = lane.wish(room);
        var found = claimer.claim(worker, wish);
        lane.caught(found);
        return found;
    }

    /** Claims in a transaction that stays open for so long, as another process does. */
    void whileOneClaims(int room, Runnable meanwhile) {
        var other = new Lane(name, Set.of(kind.id()), room, System::nanoTime);
        var process = engine.register();
        engine.sql.transact(
                Access.machinery(),
                () -> {
                    engine.claims.claim(process, other.wish(room));
                    var thread = Thread.ofVirtual().unstarted(meanwhile);
                    var failure = new AtomicReference<Throwable>();
                    thread.setUncaughtExceptionHandler((of, e) -> failure.set(e));
                    thread.start();
                    join(thread);
                    assertThat(failure.get()).isNull();
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As two seconds later, when old jobs are looked for, too. */
    Catch claimFromTheBeginning(int room) {
        var beginning = Collections.nCopies(Priority.values().length, Optional.of(Instant.EPOCH));
        lane.caught(new Catch(List.of(), 0, true, Optional.empty(), beginning));
        return claim(room);
    }

    /** The process that has claimed is dead, and another one claims from now on. */
    void die() {
        retire();
        engine.rescue();
    }

    /** The same, but that nobody has looked after its jobs yet. */
    void retire() {
        engine.workers.retire(worker);
        worker = engine.register();
    }

    /** Brings forward what stands behind a key that nobody has. */
    void unblock() {
        var at = new UpkeepRepository.Key(Ids.NIL, "");
        var last = unblock(at);
        while (!last.equals(at)) {
            at = last;
            last = unblock(at);
        }
    }

    private UpkeepRepository.Key unblock(UpkeepRepository.Key after) {
        return engine.sql.transaction(Access.machinery(), () -> engine.upkeep.unblock(after));
    }

    /** How many jobs of each tenant were claimed. */
    static Map<UUID, Long> byTenant(Catch found) {
        return found.claims().stream()
                .collect(Collectors.groupingBy(Claim::tenant, Collectors.counting()));
    }

    void end(Claim claim, Ending ending) {
        engine.sql.transact(Access.machinery(), () -> engine.endings.end(claim, ending));
    }

    void end(Claim claim) {
        end(claim, Ending.completed("{}"));
    }
}
