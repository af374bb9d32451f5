package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import java.io.IOException;
import java.time.Duration;

/** What a row names stays, and what none names goes. */
final class SweepObjectsContract implements JobContract<SweepObjectsJob.Args> {

    @Override
    public Class<SweepObjectsJob> job() {
        return SweepObjectsJob.class;
    }

    @Override
    public World<SweepObjectsJob.Args> world(TestJobs engine) throws IOException {
        var world = new SweepWorld(engine);
        world.put(Keeper.BODY, Duration.ofDays(9));
        world.put(Keeper.ATTACHMENT, Duration.ofDays(9));
        return world;
    }
}
