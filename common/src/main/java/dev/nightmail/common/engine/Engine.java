package dev.nightmail.common.engine;

import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Starts and stops everything that runs jobs. */
@Singleton
public class Engine {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final KindRegistry kinds;
    private final Lease lease;
    private final Poller poller;
    private final Worker worker;
    private final Closing closing;

    /** What shutting down needs besides. */
    @Singleton
    record Closing(
            Completer completer, ClaimRepository claims, EngineConfig config, Monotonic time) {}

    Engine(KindRegistry kinds, Lease lease, Poller poller, Worker worker, Closing closing) {
        this.kinds = kinds;
        this.lease = lease;
        this.poller = poller;
        this.worker = worker;
        this.closing = closing;
    }

    /** Publishes what this process can do; the schema must be there. */
    public void publish() {
        kinds.publish();
    }

    /** Publishes the limits of the queues, as a process does that is going to claim from them. */
    public void publishLimits() {
        poller.publish();
    }

    public void start() {
        start(kinds.queues());
    }

    /** Claims from some of the queues only. */
    public void start(Set<String> queues) {
        closing.completer().start();
        poller.start(queues);
        lease.start();
    }

    /** From which this process claims. */
    public Set<String> queues() {
        return kinds.queues();
    }

    /** Under which this process claims, while its lease holds. */
    public Optional<UUID> identity() {
        return lease.identity();
    }

    /**
     * Stops claiming, lets jobs finish within the grace, hands the rest back, and ends the lease
     * last.
     */
    public void stop() throws InterruptedException {
        stop(closing.config().shutdownGrace());
    }

    /** The same, with a grace of its own. */
    public void stop(Duration grace) throws InterruptedException {
        poller.stop();
        await(grace);
        worker.stopAll(Stop.SHUTDOWN);
        await(closing.config().selfStop());
        closing.completer().stop();
        lease.stop();
    }

    /**
     * How a job ended that a person waited for.
     *
     * @param report JSON, of a dry run that came to its end
     */
    public record End(boolean isSuccess, String text, Optional<String> report) {}

    /**
     * Makes available what is due and what dead processes have left behind: where no process is
     * resident, nobody else does.
     */
    public void makeAvailable() {
        poller.makeAvailable();
    }

    /** Whether the job is of this kind and waits for a worker; then, how often it has run. */
    public Optional<Integer> attemptsOfWaiting(UUID job, JobKind<?> kind) {
        return closing.claims().attemptsOfWaiting(job, kind.id());
    }

    /**
     * Runs one job under a lease of this process, without claiming anything else. When another
     * process has it, waits for the end there, and takes the job over if that process dies.
     *
     * @param before how often it has run until now
     */
    public End runOnly(UUID job, JobKind<?> kind, int before) {
        closing.completer().start();
        lease.start();
        var alone = new Lane(kind.queue(), Set.of(kind.id()), 1, closing.time());
        while (true) {
            var mine = lease.identity();
            if (mine.isPresent()) {
                poller.lookAfter();
                closing.claims()
                        .claimOnly(mine.get(), job, alone.kindIds())
                        .ifPresent(claim -> worker.start(claim, alone, () -> {}));
                var end = closing.claims().findEnd(job, before);
                if (end.isPresent()) {
                    lease.stop();
                    return end.get();
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void await(Duration longest) {
        long begun = closing.time().nanos();
        while ((worker.size() > 0 || !closing.completer().isIdle())
                && closing.time().since(begun).compareTo(longest) < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Beans of the engine that are records. */
    @Dependent
    static class Parts {

        @Produces
        @Singleton
        Run.Tools tools(
                Sql sql,
                RunRepository runs,
                EndingRepository endings,
                WrittenRows written,
                BlastRadius blast,
                Codec codec,
                Monotonic time) {
            return new Run.Tools(sql, runs, endings, written, blast, codec, time);
        }
    }
}
