package dev.nightmail.common.job;

import java.util.List;

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

    /** When jobs of this kind are due by themselves. */
    default List<Schedule<A>> schedules() {
        return List.of();
    }
}
