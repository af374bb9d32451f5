package dev.nightmail.sync.writeback;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import java.io.IOException;

/**
 * However often wishes are carried out, each is once: flags stand, and no message is there twice.
 */
final class WriteBackContract implements JobContract<WriteBackJob.Args> {

    @Override
    public Class<WriteBackJob> job() {
        return WriteBackJob.class;
    }

    @Override
    public World<WriteBackJob.Args> world(TestJobs engine) throws IOException {
        var world = new WriteBackWorld(engine);
        world.wish(1, Aspect.SEEN, true, false);
        world.wishIn(2, "Archive");
        world.wish(2, Aspect.FLAGGED, true, false);
        return world;
    }
}
