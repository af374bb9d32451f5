package dev.nightmail.common.job;

import java.util.List;
import java.util.Optional;

/**
 * One kind of background work.
 *
 * @param <A> the arguments: ids, not data; a record that Jackson can write and read. All components
 *     but Optional ones must be there, so that another one wants another version of the kind.
 */
public interface Job<A extends Record> {

    /** The stable name, queue and patience of this work. */
    JobKind<A> kind();

    /**
     * Does the work. May be called again for the same arguments after a crash, so it must be safe
     * to repeat.
     *
     * @throws Exception when the work failed in a way that this job has no plan for: counted and
     *     retried
     */
    JobResult run(A args, JobContext context) throws Exception;

    /**
     * Decides about an effect that an earlier attempt began and did not settle. Asked before {@link
     * #run}, for each such effect, so that {@code run} need not ask.
     *
     * @throws Exception when it cannot be told now, for instance because the far side is away:
     *     counted and retried
     */
    default Verdict resolve(A args, EffectState.Uncertain effect, JobContext context)
            throws Exception {
        return new Verdict.Hold("uncertain-effect");
    }

    /**
     * Arguments for {@code jobs test}, which runs them dry in any installation: those of a
     * schedule, or else ids of nothing. Empty for a kind of which nothing can be shown so.
     */
    default Optional<A> sample() {
        return schedules().stream().map(Schedule::args).findFirst();
    }

    /** When jobs of this kind are due by themselves. */
    default List<Schedule<A>> schedules() {
        return List.of();
    }
}
