package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.account.SyncStateRepository;
import java.util.Optional;
import java.util.UUID;

/**
 * A sync's context, each commit of which proves that the account is still there. So nothing is
 * stored for an account after its removal, and nothing is left when that is over.
 */
record LiveAccount(JobContext job, SyncStateRepository accounts, UUID account)
        implements JobContext {

    /** The account was removed or switched off. */
    static final class GoneException extends RuntimeException {

        private static final long serialVersionUID = 1;

        GoneException() {
            super("the account is gone");
        }
    }

    @Override
    public <E extends Exception> void chunk(ChunkWork<E> work) throws E {
        job.chunk(proved(work));
    }

    @Override
    public <E extends Exception> JobResult complete(ChunkWork<E> work) throws E {
        return job.complete(proved(work));
    }

    private <E extends Exception> ChunkWork<E> proved(ChunkWork<E> work) {
        return chunk -> {
            if (!accounts.hold(account)) {
                throw new GoneException();
            }
            work.run(chunk);
        };
    }

    @Override
    public UUID jobId() {
        return job.jobId();
    }

    @Override
    public UUID tenant() {
        return job.tenant();
    }

    @Override
    public long token() {
        return job.token();
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public int failures() {
        return job.failures();
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    @Override
    public boolean isDryRun() {
        return job.isDryRun();
    }

    @Override
    public void estimate(String why) {
        job.estimate(why);
    }

    @Override
    public <C extends Record> Optional<C> checkpoint(Class<C> type) {
        return job.checkpoint(type);
    }

    @Override
    public <T, E extends Exception> T read(Sql.Work<T, E> work) throws E {
        return job.read(work);
    }

    @Override
    public EffectState effect(String name) {
        return job.effect(name);
    }

    @Override
    public <T, E extends Exception> T perform(Effect effect, Act<T, E> act, T assumed) throws E {
        return job.perform(effect, act, assumed);
    }
}
