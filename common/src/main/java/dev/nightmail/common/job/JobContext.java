package dev.nightmail.common.job;

import dev.nightmail.common.sql.Sql;
import java.util.Optional;
import java.util.UUID;

/**
 * What a running job may do: everything goes through here, because only the context knows whether
 * the job is still this worker's.
 */
public interface JobContext {

    UUID jobId();

    /** The tenant of the job's row, under which all its transactions run. */
    UUID tenant();

    /** The fencing token of this claim; rows that jobs own refuse a smaller one. */
    long token();

    /** Counts every execution from 1, rescued and snoozed ones included. */
    int attempt();

    /** Attempts spent before this one: as many as the kind has retries make this the last. */
    int failures();

    /** Whether the job should stop at the next convenient place: time-out, shutdown, lost lease. */
    boolean isCancelled();

    /**
     * Ends the attempt here if the job should stop; why it was stopped decides what becomes of it.
     *
     * @throws StoppedException which is the engine's to catch
     */
    default void stopIfAsked() {
        if (isCancelled()) {
            throw new StoppedException();
        }
    }

    /**
     * Whether nothing of this run will stay: its chunks are rolled back one by one. Only what needs
     * the result of an earlier chunk has to ask.
     */
    boolean isDryRun();

    /**
     * Says that what a dry run reports of something is only near to what the real run would do.
     * Does nothing in a real run.
     */
    void estimate(String why);

    /**
     * What the last committed chunk of any attempt left behind; empty, too, when that lacks a
     * component which this release wants: then the job begins anew.
     */
    <C extends Record> Optional<C> checkpoint(Class<C> type);

    /**
     * Reads in a transaction of its own, which is rolled back: what writes needs a chunk, and the
     * proof that the job is still this worker's.
     */
    <T, E extends Exception> T read(Sql.Work<T, E> work) throws E;

    /** What is done in a chunk. */
    @FunctionalInterface
    interface ChunkWork<E extends Exception> {
        void run(Chunk chunk) throws E;
    }

    /**
     * Commits the work, its checkpoint, progress and counts together.
     *
     * @throws LostClaimException when another worker owns the job; nothing was committed
     */
    <E extends Exception> void chunk(ChunkWork<E> work) throws E;

    /** Commits the last work and the end of the job together. */
    <E extends Exception> JobResult complete(ChunkWork<E> work) throws E;

    /** What is known of an effect that this job has on the outside. */
    EffectState effect(String name);

    /** The work that an effect is. */
    @FunctionalInterface
    interface Act<T, E extends Exception> {
        T run(Intent intent) throws E;
    }

    /**
     * Touches the outside. What came of it is settled in the chunk of what follows from it.
     *
     * @param act records its intent just before it cannot be taken back
     * @param assumed what a dry run goes on with, which notes the effect and does not act
     */
    <T, E extends Exception> T perform(Effect effect, Act<T, E> act, T assumed) throws E;
}
