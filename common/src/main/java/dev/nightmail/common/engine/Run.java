package dev.nightmail.common.engine;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** One attempt at a job, while it runs. */
abstract sealed class Run implements JobContext permits RealRun, DryRun {

    /** Rows that a run has deleted, of whatever sort; the database audits runs that have it. */
    private static final String DESTROYED = "destroyed";

    /** What every run needs of the engine. */
    record Tools(
            Sql sql,
            RunRepository runs,
            EndingRepository endings,
            WrittenRows written,
            BlastRadius blast,
            Codec codec,
            Monotonic time) {}

    private final Tools tools;
    private final Claim claim;
    private final AttemptLog log = new AttemptLog();
    private final Map<String, Long> counts;
    private final Map<String, Long> usual = new HashMap<>();
    private Optional<String> checkpoint;
    private volatile Optional<String> cancelled = Optional.empty();
    private volatile long lastProgress;
    private volatile long askedToStop;
    private volatile boolean returned;
    private Consumer<Ending> whenCompleted = ending -> {};
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

    static Run of(Tools tools, Claim claim) {
        return claim.isDryRun() ? new DryRun(tools, claim) : new RealRun(tools, claim);
    }

    Tools tools() {
        return tools;
    }

    Claim claim() {
        return claim;
    }

    /** What its thread has logged. */
    AttemptLog log() {
        return log;
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

    /** What follows, in the same transaction, when the job writes its own end. */
    void whenCompleted(Consumer<Ending> follows) {
        whenCompleted = follows;
    }

    void completed(Ending ending) {
        whenCompleted.accept(ending);
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

    /** What is written of an end that the job has said itself. */
    abstract Ending planned(Ending ending);

    /** What is written of an end that came over the job. */
    abstract Ending unplanned(Ending ending);

    /** Whether the job has written its own end. */
    abstract boolean isOver();

    /** What earlier attempts began on the outside and did not settle. */
    abstract List<EffectState.Uncertain> doubts();

    /** The effect may happen again, under the id that it had. */
    abstract void repeat(EffectState.Uncertain effect);

    @Override
    public <C extends Record> Optional<C> checkpoint(Class<C> type) {
        return checkpoint.flatMap(json -> tools.codec().findCheckpoint(json, type));
    }

    @Override
    public <T, E extends Exception> T read(Sql.Work<T, E> work) throws E {
        return tools.sql().rolledBack(Access.worker(claim.tenant()), work);
    }

    private boolean isTooMuch(String name, long total, long outOf) {
        var blast = tools.blast();
        return !claim.isUnguarded()
                && total > blast.floor()
                && (total > blast.share(outOf)
                        || total > usual.computeIfAbsent(name, n -> blast.usual(claim, n)));
    }

    /** The counts of all chunks and of the result, JSON. */
    String totals(Map<String, Long> more) {
        var totals = new TreeMap<>(counts);
        more.forEach((name, value) -> totals.merge(name, value, Long::sum));
        return tools.codec().toJson(totals);
    }

    /** What one transaction of the run wants to leave behind; forgotten when it rolls back. */
    abstract class Step implements Chunk {

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
        public void destroyed(String name, long rows) {
            destroyed(name, rows, Long.MAX_VALUE);
        }

        @Override
        public void destroyed(String name, long rows, long outOf) {
            count(name, rows);
            long total = counts.getOrDefault(name, 0L) + more.getOrDefault(name, 0L);
            if (isTooMuch(name, total, outOf)) {
                exceeded(name, total);
            }
            if (rows > 0) {
                count(DESTROYED, rows);
            }
        }

        /** The run destroys more than it may without a person. */
        abstract void exceeded(String name, long total);

        RunRepository.Trace trace() {
            return new RunRepository.Trace(next, progress, totals(more));
        }

        /** The transaction is over; from now on the run stands where this has led. */
        void done() {
            more.forEach((name, value) -> counts.merge(name, value, Long::sum));
            checkpoint = next.or(() -> checkpoint);
            progress.filter(made -> made.done() > furthest).ifPresent(this::advance);
            lastProgress = tools.time().nanos();
        }

        private void advance(RunRepository.Progress made) {
            hasAdvanced = true;
            furthest = made.done();
        }
    }
}
