package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.DryRunReport.End;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that suddenly show far less than is stored. */
@Tag("J13")
@Tag("S5")
class MassExpungeTest {

    /** Up to 1,000 the guard lets anything go. */
    private static final int MANY = 1001;

    private static final String BOTH =
            "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Old\r\nTAG OK done\r\n";

    private final SyncedAccount account = new SyncedAccount();
    private final OddInbox inbox = OddInbox.of(MANY);

    @Test
    void mailboxThatIsSuddenlyEmptyIsKeptUntilAPersonSaysSo() throws IOException {
        account.sync(inbox);
        inbox.messages.clear();

        var parked = account.sync(inbox);

        assertThat(parked.outcome()).isEqualTo("parked");
        assertThat(parked.liveState()).contains("scheduled/parked");
        assertThat(account.messages("uid")).hasSize(MANY);
        assertThat(account.ledger("INBOX").stored()).isEqualTo(MANY);

        var released = account.release(parked, inbox);

        assertThat(released.jobState()).contains("completed");
        assertThat(released.counts()).containsEntry("expunged", (long) MANY);
        assertThat(account.messages("uid")).isEmpty();
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void asManyAsTheGuardLetsGoAreExpunged() throws IOException {
        account.sync(inbox);
        inbox.messages.keySet().removeIf(uid -> uid > 1);

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("expunged", MANY - 1L);
        assertThat(account.messages("uid")).containsExactly("1");
    }

    @Test
    void mailboxThatIsNotListedAnyMoreIsGuardedToo() throws IOException {
        inbox.overruled.put("LIST", BOTH);
        account.sync(inbox);
        inbox.overruled.remove("LIST");
        account.sync(inbox);

        assertThat(account.sync(inbox).outcome()).isEqualTo("parked");
        assertThat(account.ledger("Old").stored()).isEqualTo(MANY);
    }

    @Test
    @Tag("J11")
    void dryRunSaysThatTheSyncWouldBeParked() throws IOException {
        account.sync(inbox);
        inbox.messages.clear();

        var report = account.drySync(inbox);

        assertThat(report.counts()).containsEntry("expunged", (long) MANY);
        assertThat(report.wouldEnd()).isEqualTo(new End("parked", "blast-radius"));
    }

    @Test
    void newUidValidityAndARemovedAccountAreNotAskedAbout() throws IOException {
        account.sync(inbox);
        inbox.uidValidity = 2;

        assertThat(account.sync(inbox).jobState()).contains("completed");
        account.remove();
        assertThat(account.clear(Integer.MAX_VALUE).jobState()).contains("completed");

        assertThat(account.messages("uid")).isEmpty();
    }
}
