package dev.nightmail.sync.rotation;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;

/** Every secret is what it was, under the newest key. */
final class RotateSecretsContract implements JobContract<RotateSecretsJob.Args> {

    @Override
    public Class<RotateSecretsJob> job() {
        return RotateSecretsJob.class;
    }

    @Override
    public World<RotateSecretsJob.Args> world(TestJobs engine) {
        return new StaleWorld(engine, RotateSecretsJob.BATCH + 1);
    }
}
