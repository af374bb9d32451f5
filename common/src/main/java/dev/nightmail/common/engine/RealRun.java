package dev.nightmail.common.engine;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Intent;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An attempt whose chunks are committed. */
final class RealRun extends Run {

    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

    /** Of a last write that a lock or a time limit has stopped; nothing of it was committed. */
    private static final int MOST_REPEATS = 5;

    private final Map<String, String> repeats = new HashMap<>();
    private boolean over;

    RealRun(Tools tools, Claim claim) {
        super(tools, claim);
    }

    @Override
    public boolean isDryRun() {
        return false;
    }

    @Override
    public void estimate(String why) {}

    @Override
    Ending planned(Ending ending) {
        return ending;
    }

    @Override
    Ending unplanned(Ending ending) {
        return ending;
    }

    @Override
    boolean isOver() {
        return over;
    }

    @Override
    public <E extends Exception> void chunk(ChunkWork<E> work) throws E {
        var step = new Step();
        tools().sql()
                .<E>transact(
                        Access.worker(tenant()),
                        tools().runs().proof(claim()),
                        () -> {
                            work.run(step);
                            tools().runs().save(claim(), step.trace());
                        });
        step.done();
    }

    /**
     * Goes on until it is known that the end was written, or that it was not: what the job has
     * learnt from the outside, such as a server's 250, must not be lost to an outage of ours.
     */
    @Override
    public <E extends Exception> JobResult complete(ChunkWork<E> work) throws E {
        boolean isUnclear = false;
        int refusals = 0;
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
                if (!e.isOutage() && (!e.isTransient() || ++refusals > MOST_REPEATS)) {
                    throw e;
                }
                waitForTheDatabase(e);
            } catch (TransactionGivenUpException e) {
                if (++refusals > MOST_REPEATS) {
                    throw e;
                }
                waitForTheDatabase(e);
            }
        }
    }

    private <E extends Exception> void completeOnce(ChunkWork<E> work) throws E {
        var step = new Step();
        tools().sql()
                .<E>transact(
                        Access.worker(tenant()),
                        tools().runs().proof(claim()),
                        () -> {
                            work.run(step);
                            var counts = step.trace().counts();
                            completed(tools().endings().end(claim(), Ending.completed(counts)));
                        });
        step.done();
    }

    private JobResult over() {
        over = true;
        return new JobResult.Completed(Map.of());
    }

    private boolean hasCompleted() {
        return read(() -> tools().endings().hasCompleted(claim()));
    }

    /** Without a lease the end is no longer ours to write. */
    private void waitForTheDatabase(RuntimeException outage) {
        if (cancellation().equals(Optional.of(Stop.LEASE_LOST))) {
            throw outage;
        }
        // Being asked to stop does not stop the writing of the end.
        boolean ignored = Thread.interrupted();
        LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
    }

    @Override
    public EffectState effect(String name) {
        return read(() -> tools().runs().effect(claim(), name));
    }

    /** A job that runs for the first time has none, and need not be asked. */
    @Override
    List<EffectState.Uncertain> doubts() {
        return attempt() == 1 ? List.of() : read(() -> tools().runs().unsettled(claim()));
    }

    @Override
    void repeat(EffectState.Uncertain effect) {
        repeats.put(effect.name(), effect.stableId());
    }

    @Override
    public <T, E extends Exception> T perform(Effect effect, Act<T, E> act, T assumed) throws E {
        var stableId = repeats.getOrDefault(effect.name(), effect.stableId());
        return act.run(new Recording(new Effect(effect.name(), stableId)));
    }

    /** An intent in a commit of its own. */
    private final class Recording implements Intent {

        private final Effect effect;

        Recording(Effect effect) {
            this.effect = effect;
        }

        @Override
        public String stableId() {
            return effect.stableId();
        }

        @Override
        public void record() {
            tools().sql()
                    .transact(
                            Access.worker(tenant()),
                            tools().runs().proof(claim()),
                            () -> tools().runs().intend(claim(), effect));
        }
    }

    /** A chunk that is committed. */
    private final class Step extends Run.Step {

        @Override
        void exceeded(String name, long total) {
            throw new BlastRadius.ExceededException(name, total);
        }

        @Override
        public void sample(String change, String id) {}

        @Override
        public void settle(String effect, String outcome) {
            tools().runs().settle(claim(), effect, outcome);
        }
    }
}
