package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.DryRunReport.End;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What syncs would do: each dry run is followed by the real one on the same world. */
@Tag("J11")
class DrySyncTest {

    private static final long SEED = 11;

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void firstSyncOfNewMailboxesIsCountedAsTheServerTells() throws IOException {
        SampleMailboxes.fill(account.maildir, SEED, 100);
        var before = TestDatabase.digest(account.tenant);

        var report = account.drySync(true);

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.estimates()).hasSize(1);
        assertThat(report.rows("sync.mailbox").inserted()).isGreaterThan(5);
        assertSameCounts(report, account.sync(true));
    }

    @Test
    void laterSyncOfKnownMailboxesIsExact() throws IOException {
        Maildirs.deliver(account.maildir, 0, 50);
        Maildirs.deliver(account.maildir.resolve(".Other"), 50, 3);
        account.sync(true);
        var files = Maildirs.files(account.maildir);
        Files.delete(files.get(3));
        Files.delete(files.get(40));
        Maildirs.flag(files.get(10), "FS");
        Maildirs.deliver(account.maildir, 60, 30);
        var before = TestDatabase.digest(account.tenant);

        var report = account.drySync(false);

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.estimates()).isEmpty();
        assertThat(report.wouldEnd()).isEqualTo(new End("completed", ""));
        assertThat(report.counts())
                .containsAllEntriesOf(Map.of("stored", 30L, "expunged", 2L, "flagsChanged", 1L));
        assertThat(report.counts()).isEqualTo(account.sync(false).counts());
    }

    @Test
    void mailboxesComeAndGoInADryRunToo() throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        Maildirs.deliver(account.maildir.resolve(".Old"), 1, 45);
        account.sync(true);
        Maildirs.delete(account.maildir.resolve(".Old"));
        account.sync(false);
        Maildirs.deliver(account.maildir.resolve(".New"), 50, 7);
        var before = TestDatabase.digest(account.tenant);

        var report = account.drySync(false);

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.counts())
                .containsAllEntriesOf(Map.of("stored", 7L, "expunged", 45L, "mailboxesGone", 1L));
        assertSameCounts(report, account.sync(false));
    }

    @Test
    void mailboxThatIsThereAgainIsNotCountedAsGone() throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        Maildirs.deliver(account.maildir.resolve(".Old"), 1, 2);
        account.sync(true);
        Maildirs.delete(account.maildir.resolve(".Old"));
        account.sync(false);
        Maildirs.deliver(account.maildir.resolve(".Old"), 50, 2);

        var report = account.drySync(false);

        assertThat(report.counts()).doesNotContainKey("mailboxesGone");
    }

    @Test
    void newEraOfAMailboxIsCountedAndNotPlayedThrough() throws IOException {
        var inbox = OddInbox.of(2 * SyncedAccount.PAGE + 5);
        account.sync(inbox);
        inbox.uidValidity = 2;
        inbox.add(100);
        var before = TestDatabase.digest(account.tenant);

        var report = account.drySync(inbox);

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.estimates()).hasSize(1);
        var ran = account.sync(inbox);
        assertThat(report.counts()).containsEntry("moved", 2L * SyncedAccount.PAGE + 6);
        assertThat(ran.counts())
                .containsEntry("moved", 2L * SyncedAccount.PAGE + 5)
                .containsEntry("stored", 1L);
    }

    @Test
    void messageThatWasMovedIsCountedAsMoved() throws IOException {
        Maildirs.deliver(account.maildir, 0, 3);
        Maildirs.deliver(account.maildir.resolve(".Other"), 50, 1);
        account.sync(true);
        Maildirs.move(Maildirs.files(account.maildir).get(1), account.maildir.resolve(".Other"));
        var before = TestDatabase.digest(account.tenant);

        var report = account.drySync(false);

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.counts()).containsEntry("moved", 1L).containsEntry("expunged", 1L);
        assertSameCounts(report, account.sync(false));
    }

    @Test
    void refusedLogInIsReportedAsTheEndThatItWouldBe() {
        var refused = new SyncedAccount("wrong", TestServers.imapPort());

        var report = refused.drySync(true);

        assertThat(report.wouldEnd()).isEqualTo(new End("discarded", "authentication"));
        assertThat(refused.account("state")).isEqualTo("pending");
    }

    @Test
    void removalOfAnAccountIsCountedToTheLastMessage() throws IOException {
        Maildirs.deliver(account.maildir, 0, 45);
        account.sync(true);
        account.remove();
        var before = TestDatabase.digest(account.tenant);

        var report = account.dryClear();

        assertThat(TestDatabase.digest(account.tenant)).isEqualTo(before);
        assertThat(report.rows("sync.message").deleted()).isEqualTo(45);
        assertThat(report.counts()).isEqualTo(account.clear(Integer.MAX_VALUE).counts());
    }

    /** Counts that are zero may be left out. */
    private static void assertSameCounts(DryRunReport report, Ran real) {
        assertThat(real.jobState()).contains("completed");
        assertThat(positive(report.counts())).isEqualTo(positive(real.counts()));
    }

    private static Map<String, Long> positive(Map<String, Long> counts) {
        var positive = new TreeMap<>(counts);
        // Whether unread mail counts as received cannot be told.
        positive.remove("received");
        positive.values().removeIf(value -> value == 0);
        return positive;
    }
}
