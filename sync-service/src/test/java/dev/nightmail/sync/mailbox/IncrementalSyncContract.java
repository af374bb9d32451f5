package dev.nightmail.sync.mailbox;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.sync.account.SyncKinds;
import java.io.IOException;

/** After a later sync what has come, changed and gone at the server has done so here. */
final class IncrementalSyncContract implements JobContract<SyncKinds.Args> {

    @Override
    public Class<IncrementalSyncJob> job() {
        return IncrementalSyncJob.class;
    }

    @Override
    public World<SyncKinds.Args> world(TestJobs engine) throws IOException {
        var account = new SyncedAccount(engine, SyncWorld.PAGE);
        var inbox = account.maildir;
        Maildirs.deliver(inbox, 20, 3);
        Maildirs.deliver(inbox, 0, 4);
        Maildirs.deliver(inbox.resolve(".Old"), 4, 1);
        account.reach("4");
        account.sync(true);
        Maildirs.delete(inbox.resolve(".Old"));
        // Its first sync without it: the next one removes the mailbox.
        account.sync(false);
        account.reach("8");
        var messages = Maildirs.files(inbox);
        Maildirs.flag(messages.get(3), "FS");
        Maildirs.delete(messages.get(5));
        var now = engine.clock.instant();
        Maildirs.deliverAt(now, inbox, 5, 3);
        Maildirs.deliverAt(now, inbox.resolve(".New"), 8, 1);
        return new SyncWorld(account, account.job(false));
    }
}
