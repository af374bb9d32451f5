package dev.nightmail.common.testkit;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.UnclearCommitException;
import dev.nightmail.common.testkit.CutDatabase.DeathError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A job in a world of its own, driven to its end through whatever is planned for its line. */
final class ContractRun<A extends Record> implements AutoCloseable {

    private static final int MOST_MOVES = 30;

    /** Facts about the jobs themselves tell what befell them, which is no part of the state. */
    private static final String MACHINERY =
            """
            SELECT 'jobs alive: ' || kind || ' ' || count(*) FROM jobs.job WHERE tenant_id = ? GROUP BY kind
            UNION ALL
            SELECT 'effects in doubt: ' || name || ' ' || count(*) FROM jobs.effect
            WHERE tenant_id = ? AND settled_at IS NULL GROUP BY name
            UNION ALL
            SELECT 'facts: ' || (event::json ->> 'type') || ' ' || count(*) FROM events.outbox
            WHERE tenant_id = ? AND event::json ->> 'type' NOT LIKE 'dev.nightmail.job.%' GROUP BY event::json ->> 'type'
            ORDER BY 1
            """;

    final CutDatabase line = new CutDatabase();
    final TestJobs engine = new TestJobs(line.sql());
    final JobContract.World<A> world;
    final UUID first;
    private boolean wasHeld;

    ContractRun(JobContract<A> contract) throws Exception {
        world = contract.world(engine);
        first = world.enqueue();
    }

    /** A second job with the same arguments. */
    UUID enqueueAgain() {
        return engine.enqueue(world.job(), world.args(), world.tenant());
    }

    /** A process that dies is followed by another, and a person looks after what is uncertain. */
    void drive(UUID job) throws Exception {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            if (engine.liveState(job).isEmpty()) {
                return;
            }
            move(job);
        }
        throw new AssertionError("No end in sight: the job is " + engine.liveState(job));
    }

    /** Does what a live job's state asks for. */
    void move(UUID job) throws Exception {
        try {
            var state = engine.liveState(job).orElseThrow();
            switch (state) {
                case "available/" -> engine.attempt(world.job(), job);
                case "running/" -> engine.restart();
                case "retryable/", "scheduled/snoozed" -> engine.untilDue(job);
                case "scheduled/uncertain" -> {
                    wasHeld = true;
                    world.settleByHand(job);
                }
                default -> throw new AssertionError("The job is " + state);
            }
        } catch (DeathError e) {
            line.revive();
        } catch (UnclearCommitException e) {
            // The state says whether it was committed, and what then.
        }
    }

    /** What matters to the kind, and what the job has left with the machinery. */
    List<String> state() throws Exception {
        var sql = TestDatabase.sql();
        var tenant = world.tenant();
        var state = new ArrayList<>(world.digest());
        state.addAll(
                sql.transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        MACHINERY,
                                        row -> row.getString(1),
                                        tenant,
                                        tenant,
                                        tenant)));
        return state;
    }

    /** Whether a person was needed, who notes less than a run does. */
    boolean wasHeld() {
        return wasHeld;
    }

    @Override
    public void close() throws IOException {
        world.close();
    }
}
