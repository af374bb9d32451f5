package dev.nightmail.sync.health;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import java.util.Map;

/** Who is unwell is marked, and who is well again no longer, at whatever time that is found. */
final class CheckHealthContract implements JobContract<CheckHealthJob.Args> {

    @Override
    public Class<CheckHealthJob> job() {
        return CheckHealthJob.class;
    }

    @Override
    public World<CheckHealthJob.Args> world(TestJobs engine) {
        var world = new SickWorld(engine);
        world.add(
                Map.of("state", "'warning'", "failing_since", "jobs.clock() - interval '3 hours'"));
        world.add(Map.of("state", "'ok'", "fresh_at", "jobs.clock() + interval '10 years'"));
        world.add(
                Map.of(
                        "state",
                        "'ok'",
                        "fresh_at",
                        "jobs.clock() + interval '10 years'",
                        "unwell_since",
                        "jobs.clock()"));
        return world;
    }
}
