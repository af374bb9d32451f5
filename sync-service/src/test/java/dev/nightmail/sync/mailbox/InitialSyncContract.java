package dev.nightmail.sync.mailbox;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.sync.account.SyncKinds;
import java.io.IOException;

/** After a first sync what the server has is here. */
final class InitialSyncContract implements JobContract<SyncKinds.Args> {

    @Override
    public Class<InitialSyncJob> job() {
        return InitialSyncJob.class;
    }

    @Override
    public World<SyncKinds.Args> world(TestJobs engine) throws IOException {
        var account = new SyncedAccount(engine, SyncWorld.PAGE);
        Maildirs.deliver(account.maildir, 0, 5);
        account.reach("3");
        Maildirs.deliver(account.maildir.resolve(".Archive"), 5, 1);
        return new SyncWorld(account, account.job(true));
    }
}
