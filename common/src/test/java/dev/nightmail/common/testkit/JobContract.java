package dev.nightmail.common.testkit;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * What the {@link ContractSuite} must know of a kind to see that a job of it, whatever befalls it,
 * ends in the same state. A class without arguments in the feature's tests.
 */
public interface JobContract<A extends Record> {

    /** The class of the kind. */
    Class<? extends Job<A>> job();

    /**
     * A fresh world with something to do for one job. All worlds of a contract are alike.
     *
     * @param engine runs the job; the job, too, reaches the database over this engine's line
     */
    World<A> world(TestJobs engine) throws Exception;

    /** One tenant's rows, the far side, and a job for them. */
    interface World<A extends Record> extends AutoCloseable {

        Job<A> job();

        A args();

        UUID tenant();

        /** Enqueues the job, with whatever its cause writes in the same breath. */
        UUID enqueue() throws Exception;

        /**
         * What matters, a line each: what is stored and what the far side has seen. Ids and times
         * that differ from world to world are left out or counted.
         */
        List<String> digest() throws Exception;

        /** As a person who looks at the far side settles what is uncertain. */
        default void settleByHand(UUID job) throws Exception {
            throw new AssertionError("No job of this kind should wait for a person");
        }

        @Override
        default void close() throws IOException {}
    }
}
