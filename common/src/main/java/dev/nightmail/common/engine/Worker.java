package dev.nightmail.common.engine;

import dev.nightmail.common.engine.EndingRepository.Completion;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Carries claimed jobs, each on a virtual thread of its own, to a written end. */
@Singleton
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    private static final Set<Optional<String>> SPENT_HERE =
            Set.of(Optional.of(Stop.CANCELLED), Optional.of(Stop.TIMED_OUT));

    /** A job in the hands of this process; {@code leave} gives its place to another, once. */
    private record InHand(Claim claim, Run run, Thread thread, Runnable leave) {}

    /** By token: two claims of one job may be in hand, when the reply to the first was late. */
    private final Map<Long, InHand> inHand = new ConcurrentHashMap<>();

    private final KindRegistry kinds;
    private final JobRunner runner;
    private final Run.Tools tools;
    private final Completer completer;
    private final Aftermath aftermath;

    Worker(
            KindRegistry kinds,
            JobRunner runner,
            Run.Tools tools,
            Completer completer,
            Aftermath aftermath) {
        this.kinds = kinds;
        this.runner = runner;
        this.tools = tools;
        this.completer = completer;
        this.aftermath = aftermath;
    }

    /** Starts the job when its lane has a slot for it; {@code ended} is called once, at the end. */
    void start(Claim claim, Lane lane, Runnable ended) {
        var run = Run.of(tools, claim);
        run.whenCompleted(ending -> tell(claim, ending));
        var place = lane.take(claim.tenant(), ended);
        var thread =
                Thread.ofVirtual()
                        .name("job-" + claim.id())
                        .unstarted(() -> work(claim, run, place));
        inHand.put(claim.token(), new InHand(claim, run, thread, place::leave));
        thread.start();
    }

    int size() {
        return inHand.size();
    }

    /** Asks all jobs to stop, for instance because their lease is over. */
    void stopAll(String code) {
        inHand.values().forEach(job -> stop(job, code));
    }

    /** Stops the jobs that have made no progress for longer than their kind allows. */
    void stopOverdue() {
        for (var job : inHand.values()) {
            var limit = kinds.timeout(job.claim().kind());
            if (tools.time().since(job.run().lastProgress()).compareTo(limit) > 0) {
                stop(job, Stop.TIMED_OUT);
            }
        }
    }

    /** Asks one job to stop, if it is in hand. */
    void stop(long token, String code) {
        Optional.ofNullable(inHand.get(token)).ifPresent(job -> stop(job, code));
    }

    /**
     * Ends the jobs in the tables that were asked to stop a while ago and go on all the same. What
     * they write from then on is refused.
     */
    void endStubborn() {
        inHand.values().stream().filter(this::isStubborn).toList().forEach(this::end);
    }

    private boolean isStubborn(InHand job) {
        return SPENT_HERE.contains(job.run().cancellation())
                && !job.run().hasReturned()
                && tools.time().since(job.run().askedToStop()).compareTo(PATIENCE) > 0;
    }

    private void end(InHand job) {
        var claim = job.claim();
        var kind = kinds.find(claim.kind()).orElseThrow().kind();
        var ending = JobRunner.endingOfStubborn(kind, job.run());
        inHand.remove(claim.token());
        job.leave().run();
        try {
            completer.write(claim, ending, written -> tell(claim, written));
        } catch (LostClaimException e) {
            LOG.debugf("Job %s has stopped after all", claim.id());
        }
    }

    /** Whether this process runs what it claimed, or has run it and not yet written its end. */
    boolean knows(long token) {
        return inHand.containsKey(token) || completer.unwritten().contains(token);
    }

    private static void stop(InHand job, String code) {
        if (!job.run().isCancelled()) {
            job.run().cancel(code);
            job.thread().interrupt();
        }
    }

    private void work(Claim claim, Run run, Lane.Place place) {
        boolean hasSlot = place.enter();
        long begun = tools.time().nanos();
        var outcome = "lost";
        try {
            outcome = runToEnd(claim, run, hasSlot);
        } catch (LostClaimException e) {
            aftermath.refused(claim);
        } catch (InterruptedException e) {
            outcome = "interrupted";
        } catch (RuntimeException e) {
            LOG.errorf(e, "Attempt not recorded: kind=%s job=%s", claim.kind(), claim.id());
        } finally {
            inHand.remove(claim.token());
            aftermath.ended(claim, outcome, tools.time().since(begun));
            place.leave();
        }
    }

    private String runToEnd(Claim claim, Run run, boolean hasSlot) throws InterruptedException {
        var job = kinds.find(claim.kind()).orElseThrow();
        if (hasSlot && claim.attempt() > 1) {
            begin(claim);
        }
        var ending =
                hasSlot
                        ? runner.run(job, claim, run)
                        : Optional.of(JobRunner.endingWithoutSlot(run));
        run.markReturned();
        // What stopped the job must not stop the writing of its end.
        boolean wasInterrupted = Thread.interrupted();
        if (ending.isEmpty()) {
            return "completed";
        }
        if (run.cancellation().equals(Optional.of(Stop.LEASE_LOST))) {
            return "lost";
        }
        boolean isTold = job.kind().isAnnounced() && !claim.isDryRun();
        if (ending.get().isPlain() && !isTold && !wasInterrupted) {
            completer.add(new Completion(claim, ending.get().counts()));
        } else {
            writeUntilDone(claim, run, ending.get());
        }
        return ending.get().outcome();
    }

    /** Without the note the job is less likely to be quarantined, and runs all the same. */
    private void begin(Claim claim) {
        try {
            tools.sql().transact(Access.machinery(), () -> tools.runs().begin(claim));
        } catch (SqlException | TransactionGivenUpException | UnclearCommitException e) {
            LOG.debugf(e, "Job %s is not noted as begun", claim.id());
        }
    }

    /** In the transaction of the ending. */
    private void tell(Claim claim, Ending written) {
        var kind = kinds.find(claim.kind()).orElseThrow().kind();
        aftermath.announce(claim, written);
        if (kind.isAnnounced()) {
            aftermath.announceEnd(claim, written);
        }
        if (written.isHandedBack()) {
            completer.offer(kind.queue());
        }
    }

    /**
     * While the database is away the job stays in hand; when the lease is lost it is no longer ours
     * to end.
     */
    private void writeUntilDone(Claim claim, Run run, Ending ending) {
        boolean isRepeat = false;
        while (!run.cancellation().equals(Optional.of(Stop.LEASE_LOST))) {
            try {
                completer.write(claim, ending, written -> tell(claim, written));
                return;
            } catch (LostClaimException e) {
                if (isRepeat) {
                    return;
                }
                throw e;
            } catch (SqlException | UnclearCommitException e) {
                if (e instanceof SqlException refusal && refusal.isValueError()) {
                    completer.discard(claim, "ending-refused", refusal);
                    return;
                }
                isRepeat = true;
                LOG.warnf("The end of job %s waits for the database", claim.id());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
