package dev.nightmail.common.engine;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.UnclearCommitException;
import dev.nightmail.common.time.Monotonic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** One attempt at a job, while it runs. */
final class Run implements JobContext {

    /** What every run needs of the engine. */
    record Tools(
            Sql sql, RunRepository runs, EndingRepository endings, Codec codec, Monotonic time) {}

    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

    private final Tools tools;
    private final Claim claim;
    private final Map<String, Long> counts;
    private Optional<String> checkpoint;
    private volatile Optional<String> cancelled = Optional.empty();
    private volatile long lastProgress;
    private volatile long askedToStop;
    private volatile boolean returned;
    private boolean over;
    private boolean hasAdvanced;
    private long furthest;

    Run(Tools tools, Claim claim) {
        this.tools = tools;
        this.claim = claim;
        this.checkpoint = claim.checkpoint();
        this.counts = new TreeMap<>(tools.codec().toCounts(claim.counts()));
        this.lastProgress = tools.time().nanos();
        this.furthest = claim.progress();
    }

    Tools tools() {
        return tools;
    }

    @Override
    public UUID jobId() {
        return claim.id();
    }

    @Override
    public UUID tenant() {
        return claim.tenant();
    }

    @Override
    public long token() {
        return claim.token();
    }

    @Override
    public int attempt() {
        return claim.attempt();
    }

    @Override
    public int failures() {
        return hasAdvanced ? 0 : claim.failures();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.isPresent();
    }

    /** Why the run was asked to stop. */
    Optional<String> cancellation() {
        return cancelled;
    }

    void cancel(String code) {
        askedToStop = tools.time().nanos();
        cancelled = Optional.of(code);
    }

    /** On the monotonic clock; of no meaning before {@link #cancel}. */
    long askedToStop() {
        return askedToStop;
    }

    /** The job has given its answer; what is left is to write it down. */
    void markReturned() {
        returned = true;
    }

    boolean hasReturned() {
        return returned;
    }

    long lastProgress() {
        return lastProgress;
    }

    /** Whether the job has written its own end. */
    boolean isOver() {
        return over;
    }

    @Override
    public <C extends Record> Optional<C> checkpoint(Class<C> type) {
        return checkpoint.flatMap(json -> tools.codec().findCheckpoint(json, type));
    }

    @Override
    public <T, E extends Exception> T read(Sql.Work<T, E> work) throws E {
        return tools.sql().transaction(Access.worker(claim.tenant()), work);
    }

    @Override
    public <E extends Exception> void chunk(ChunkWork<E> work) throws E {
        var step = new Step();
        tools.sql()
                .<E>transact(
                        Access.worker(claim.tenant()),
                        () -> {
                            tools.runs().prove(claim);
                            work.run(step);
                            tools.runs().save(claim, step.trace());
                        });
        step.committed();
    }

    /**
     * Goes on until it is known that the end was written, or that it was not: what the job has
     * learnt from the outside, such as a server's 250, must not be lost to an outage of ours.
     */
    @Override
    public <E extends Exception> JobResult complete(ChunkWork<E> work) throws E {
        boolean isUnclear = false;
        while (true) {
            try {
                completeOnce(work);
                return over();
            } catch (LostClaimException e) {
                if (isUnclear && hasCompleted()) {
                    return over();
                }
                throw e;
            } catch (UnclearCommitException e) {
                isUnclear = true;
                waitForTheDatabase(e);
            } catch (SqlException e) {
                if (!e.isOutage()) {
                    throw e;
                }
                waitForTheDatabase(e);
            }
        }
    }

    private <E extends Exception> void completeOnce(ChunkWork<E> work) throws E {
        var step = new Step();
        tools.sql()
                .<E>transact(
                        Access.worker(claim.tenant()),
                        () -> {
                            tools.runs().prove(claim);
                            work.run(step);
                            tools.endings().end(claim, Ending.completed(step.trace().counts()));
                        });
        step.committed();
    }

    private JobResult over() {
        over = true;
        return new JobResult.Completed(Map.of());
    }

    private boolean hasCompleted() {
        return read(() -> tools.endings().hasCompleted(claim));
    }

    /** Without a lease the end is no longer ours to write. */
    private void waitForTheDatabase(RuntimeException outage) {
        if (cancelled.equals(Optional.of(Stop.LEASE_LOST))) {
            throw outage;
        }
        // Being asked to stop does not stop the writing of the end.
        boolean ignored = Thread.interrupted();
        LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
    }

    @Override
    public EffectState effect(String name) {
        return read(() -> tools.runs().effect(claim, name));
    }

    @Override
    public void intend(String name, String stableId) {
        tools.sql()
                .transact(
                        Access.worker(claim.tenant()),
                        () -> {
                            tools.runs().prove(claim);
                            tools.runs().intend(claim, name, stableId);
                        });
    }

    /** The counts of all chunks and of the result, JSON. */
    String totals(Map<String, Long> more) {
        var totals = new TreeMap<>(counts);
        more.forEach((name, value) -> totals.merge(name, value, Long::sum));
        return tools.codec().toJson(totals);
    }

    /** What one transaction of the run wants to leave behind; forgotten when it rolls back. */
    private final class Step implements Chunk {

        private final Map<String, Long> more = new TreeMap<>();
        private Optional<String> next = Optional.empty();
        private Optional<RunRepository.Progress> progress = Optional.empty();

        @Override
        public void checkpoint(Record value) {
            next = Optional.of(tools.codec().toJson(value));
        }

        @Override
        public void progress(long done, long total) {
            progress = Optional.of(new RunRepository.Progress(done, total));
        }

        @Override
        public void count(String name, long value) {
            more.merge(name, value, Long::sum);
        }

        @Override
        public void settle(String effect, String outcome) {
            tools.runs().settle(claim, effect, outcome);
        }

        RunRepository.Trace trace() {
            return new RunRepository.Trace(next, progress, totals(more));
        }

        private void advance(RunRepository.Progress made) {
            hasAdvanced = true;
            furthest = made.done();
        }

        void committed() {
            more.forEach((name, value) -> counts.merge(name, value, Long::sum));
            checkpoint = next.or(() -> checkpoint);
            progress.filter(made -> made.done() > furthest).ifPresent(this::advance);
            lastProgress = tools.time().nanos();
        }
    }
}
