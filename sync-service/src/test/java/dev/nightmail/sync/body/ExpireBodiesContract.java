package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import java.io.IOException;

/** However often and late it runs, what is over is forgotten, and nothing else. */
final class ExpireBodiesContract implements JobContract<ExpireBodiesJob.Args> {

    @Override
    public Class<ExpireBodiesJob> job() {
        return ExpireBodiesJob.class;
    }

    @Override
    public World<ExpireBodiesJob.Args> world(TestJobs engine) throws IOException {
        var world = new ExpiryWorld(engine);
        world.store("31 days");
        world.store("1 hour");
        return world;
    }
}
