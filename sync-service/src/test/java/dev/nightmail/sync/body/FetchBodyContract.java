package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import java.io.IOException;

/** However often it is fetched, there is one body, and its row names objects that can be read. */
final class FetchBodyContract implements JobContract<FetchBodyJob.Args> {

    @Override
    public Class<FetchBodyJob> job() {
        return FetchBodyJob.class;
    }

    @Override
    public World<FetchBodyJob.Args> world(TestJobs engine) throws IOException {
        return new FetchWorld(engine, Mails.FULL);
    }
}
