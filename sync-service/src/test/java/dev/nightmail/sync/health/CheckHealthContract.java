package dev.nightmail.sync.health;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;

/** Who is unwell is marked, and who is well again no longer, at whatever time that is found. */
final class CheckHealthContract implements JobContract<CheckHealthJob.Args> {

    @Override
    public Class<CheckHealthJob> job() {
        return CheckHealthJob.class;
    }

    @Override
    public World<CheckHealthJob.Args> world(TestJobs engine) {
        var world = new SickWorld(engine);
        world.add("state, failing_since", "'warning', jobs.clock() - interval '3 hours'");
        world.add("state, fresh_at", "'ok', jobs.clock() + interval '10 years'");
        world.add(
                "state, fresh_at, unwell_since",
                "'ok', jobs.clock() + interval '10 years', jobs.clock()");
        return world;
    }
}
