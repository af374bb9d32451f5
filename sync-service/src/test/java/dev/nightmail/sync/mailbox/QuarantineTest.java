package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages that the server once did not answer for. */
@Tag("S5")
@Tag("S7")
class QuarantineTest {

    private static final int MANY = Descent.MOST_REFUSED + 5;

    private final SyncedAccount account = new SyncedAccount();
    private final OddInbox inbox = OddInbox.of(3);

    @ParameterizedTest
    @ValueSource(strings = {"NO Server Unavailable", "BAD what", "NO [SERVERBUG] oops"})
    void refusalOfOnceHidesNoMessageForEver(String refusal) throws IOException {
        account.sync(inbox);
        inbox.refuse(4, refusal);
        account.sync(inbox);
        assertThat(account.quarantine()).hasSize(1);
        inbox.add(4);

        var ran = account.sync(inbox);

        assertThat(ran.counts()).containsEntry("stored", 1L);
        isWhole(4);
    }

    @Test
    void mailboxWhoseCountersDidNotMoveIsOpenedForWhatWasNotAnswered() throws IOException {
        var unmoved = "* STATUS INBOX (UIDVALIDITY 1 UIDNEXT 4 MESSAGES 3 HIGHESTMODSEQ 9)\r\n";
        inbox.overruled.put("STATUS", unmoved + "TAG OK done\r\n");
        inbox.examined = "* OK [UIDNEXT 4] next\r\n* OK [HIGHESTMODSEQ 9] nine\r\n";
        inbox.silence(2);
        account.sync(inbox);
        assertThat(account.quarantine()).containsExactly("2 not-answered");
        inbox.add(2);

        account.sync(inbox);
        isWhole(3);

        inbox.overruled.put("SELECT", "TAG NO why\r\n");
        account.sync(inbox);
        assertThat(account.ledger("INBOX").problem()).isEmpty();
    }

    @Test
    void messageThatIsStillRefusedStaysAndIsCountedOnce() throws IOException {
        inbox.refuse(2, "NO gone bad");
        account.sync(inbox);
        inbox.refuse(2, "BAD what");

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).doesNotContainEntry("quarantined", 1L);
        assertThat(account.quarantine()).containsExactly("2 not-understood");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void messageThatIsExpungedInQuarantineLeavesIt() throws IOException {
        inbox.refuse(2, "NO gone bad");
        account.sync(inbox);
        inbox.messages.remove(2L);

        account.sync(inbox);

        isWhole(2);
    }

    @Test
    void someAreAskedForAtATimeAndThoseFirstThatHaveWaitedLongest() throws IOException {
        refuse(4, 3 + MANY);
        account.sync(inbox);
        assertThat(account.quarantine()).hasSize(MANY);
        for (long uid = 4; uid < 4 + MANY - MissingMessages.MOST_ASKED_AGAIN; uid++) {
            inbox.add(uid);
        }

        account.engine.clock.advance(Duration.ofMinutes(15));
        account.sync(inbox);
        assertThat(account.messages("uid")).hasSize(3);
        account.engine.clock.advance(Duration.ofMinutes(15));
        account.sync(inbox);

        assertThat(account.messages("uid")).hasSize(8);
        assertThat(account.quarantine()).hasSize(MissingMessages.MOST_ASKED_AGAIN);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void manyUnreadableMessagesInARowDoNotStopTheMailbox() throws IOException {
        refuse(4, 3 + MANY);
        for (long uid = 4 + MANY; uid < 10 + MANY; uid++) {
            inbox.add(uid);
        }
        refuse(10 + MANY, 9 + 2 * MANY);

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.messages("uid")).hasSize(9);
        assertThat(account.quarantine()).hasSize(2 * MANY);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void manyNewUnreadableMessagesAreToldFromARefusalByAnOldOne() throws IOException {
        account.sync(inbox);
        refuse(4, 3 + MANY);

        account.sync(inbox);
        assertThat(account.quarantine()).hasSize(MANY);

        inbox.overruled.put("UID FETCH", "TAG NO not today\r\n");
        refuse(4 + MANY, 3 + 2 * MANY);
        account.sync(inbox);

        assertThat(account.quarantine()).hasSize(MANY);
        assertThat(account.ledger("INBOX").problem()).contains("UID FETCH: PERMANENT");
    }

    @Test
    @Tag("J11")
    void dryRunCountsWhatWouldBeStored() throws IOException {
        inbox.refuse(2, "NO gone bad");
        account.sync(inbox);
        inbox.add(2);

        var dry = account.drySync(inbox);
        var ran = account.sync(inbox);

        assertThat(dry.counts()).isEqualTo(ran.counts()).containsEntry("stored", 1L);
    }

    private void refuse(long from, long to) {
        for (long uid = from; uid <= to; uid++) {
            inbox.refuse(uid, "NO gone bad");
        }
    }

    private void isWhole(int messages) {
        assertThat(account.messages("uid")).hasSize(messages);
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.ledger("INBOX").stored()).isEqualTo(messages);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }
}
