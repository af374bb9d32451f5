package dev.nightmail.sync.mailbox;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.sync.account.SyncKinds;
import java.io.IOException;

/** Of an account that was removed nothing is left. */
final class RemoveAccountContract implements JobContract<SyncKinds.Args> {

    @Override
    public Class<RemoveAccountJob> job() {
        return RemoveAccountJob.class;
    }

    @Override
    public World<SyncKinds.Args> world(TestJobs engine) throws IOException {
        var account = new SyncedAccount(engine, SyncWorld.PAGE);
        Maildirs.deliver(account.maildir, 0, 3);
        Maildirs.deliver(account.maildir.resolve(".Archive"), 3, 1);
        account.sync(true);
        account.remove();
        return new SyncWorld(account, account.removal);
    }
}
