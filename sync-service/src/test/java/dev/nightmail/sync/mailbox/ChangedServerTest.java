package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What later syncs make of servers that change their mind, and of accounts that go. */
@Tag("S4")
class ChangedServerTest {

    private static final int PAGES = 2;

    private final SyncedAccount account = new SyncedAccount();
    private final OddInbox inbox = OddInbox.of(PAGES * SyncedAccount.PAGE + 5);

    @Test
    @Tag("S5")
    void shortSearchDeletesNothing() throws IOException {
        account.sync(inbox);
        inbox.messages.remove(7L);
        inbox.overruled.put("UID SEARCH", "* SEARCH\r\nTAG OK done\r\n");

        var ran = account.sync(inbox);

        assertThat(ran.liveState()).contains("retryable/");
        assertThat(account.messages("uid")).hasSize(45);
        assertThat(account.ledger("INBOX").problem()).isPresent();

        inbox.overruled.clear();
        account.sync(inbox);

        assertThat(account.messages("uid")).hasSize(44).doesNotContain("7");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    @Tag("S5")
    void mailboxThatIsMissingOnceIsKept() throws IOException {
        var both = "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Old\r\nTAG OK done\r\n";
        inbox.overruled.put("LIST", both);
        account.sync(inbox);
        inbox.overruled.remove("LIST");

        account.sync(inbox);
        assertThat(account.ledger("Old").missingSince()).isPresent();
        assertThat(account.ledger("Old").stored()).isEqualTo(45);

        inbox.overruled.put("LIST", both);
        account.sync(inbox);
        assertThat(account.ledger("Old").missingSince()).isEmpty();
    }

    @Test
    @Tag("S5")
    void failedSyncDoesNotCountAsMissingAMailbox() throws IOException {
        var both = "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Old\r\nTAG OK done\r\n";
        inbox.overruled.put("LIST", both);
        account.sync(inbox);
        inbox.overruled.put("LIST", "* LIST () \"/\" INBOX\r\nTAG OK done\r\n");
        inbox.overruled.put("SELECT", "* BYE going down\r\n");
        account.sync(inbox);
        inbox.overruled.remove("SELECT");
        account.sync(inbox);
        assertThat(account.ledger("Old").stored()).isEqualTo(45);

        var ran = account.sync(inbox);

        assertThat(ran.counts()).containsEntry("mailboxesGone", 1L).containsEntry("expunged", 45L);
        assertThat(account.ledger()).extracting(MailboxView::name).containsExactly("INBOX");
        assertThat(account.messages("uid")).hasSize(45);
    }

    @Test
    void messagesKeepTheirIdsUnderANewUidValidity() throws IOException {
        account.sync(inbox);
        var before = account.messages("id || ' ' || message_id");
        inbox.uidValidity = 2;
        inbox.renumber(100);

        var ran = account.sync(inbox);

        assertThat(ran.counts()).containsEntry("moved", 45L).containsEntry("stored", 0L);
        assertThat(account.messages("id || ' ' || message_id")).isEqualTo(before);
        assertThat(account.messages("uid")).first().isEqualTo("101");
        assertThat(account.facts("mailbox.reset"))
                .singleElement()
                .satisfies(reset -> {
                    assertThat(reset.at("/before").asLong()).isEqualTo(1);
                    assertThat(reset.at("/now").asLong()).isEqualTo(2);
                });
        assertThat(account.facts("message.removed")).isEmpty();
    }

    @Test
    @Tag("S5")
    void messagesOfAMailboxThatCannotBeReadAnewAreNotTakenForGone() throws IOException {
        account.sync(inbox);
        var before = account.messages("id || ' ' || message_id");
        inbox.uidValidity = 2;
        inbox.overruled.put("UID FETCH", "TAG BAD what\r\n");

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.ledger("INBOX").problem()).isPresent();
        assertThat(account.messages("id || ' ' || message_id")).hasSameElementsAs(before);
        assertThat(account.facts("message.removed")).isEmpty();

        inbox.overruled.clear();
        account.sync(inbox);
        assertThat(account.messages("id || ' ' || message_id")).isEqualTo(before);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void changedUidValidityMeansOtherMessages() throws IOException {
        account.sync(inbox);
        inbox.uidValidity = 2;
        inbox.add(3, "Message-ID: <other@example.com>\r\n\r\n");
        inbox.messages.remove(45L);

        account.sync(inbox);

        assertThat(account.messages("message_id"))
                .hasSize(44)
                .contains("other@example.com")
                .doesNotContain("3@example.com", "45@example.com");
        assertThat(uidValidity()).containsOnly("2");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void cutForgettingLeavesATrueLedgerAndGoesOn() throws IOException {
        account.sync(inbox);
        inbox.uidValidity = 2;
        inbox.add(3, "Message-ID: <other@example.com>\r\n\r\n");

        account.sync(inbox, 3);
        assertThat(account.messages("uid IS NULL").stream().filter("false"::equals)).hasSize(25);
        assertThat(account.messages("id")).hasSize(45);
        assertThat(account.ledger("INBOX").stored()).isEqualTo(25);
        assertThat(account.ledger("INBOX").complete()).isFalse();
        account.sync(inbox);

        assertThat(account.messages("message_id"))
                .hasSize(45)
                .contains("other@example.com")
                .doesNotContain("3@example.com");
        assertThat(account.ledger("INBOX").stored()).isEqualTo(45);
    }

    @Test
    void uidNextIsAHint() throws IOException {
        inbox.examined = "* OK [UIDNEXT 99999999999] far ahead\r\n";
        account.sync(inbox);
        inbox.add(46);

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.messages("uid")).hasSize(46);
        assertThat(account.ledger("INBOX").covered()).isEqualTo("1:46");
    }

    @Test
    void modSeqThatWentBackProvesNothing() throws IOException {
        inbox.overruled.put("UID FETCH 1:*", "TAG OK nothing\r\n");
        inbox.examined = "* OK [HIGHESTMODSEQ 50] fifty\r\n";
        account.sync(inbox);
        inbox.flag(2, "Work");
        inbox.examined = "* OK [HIGHESTMODSEQ 9] nine\r\n";

        account.sync(inbox);

        assertThat(account.messages("uid || array_to_string(flags, '')")).contains("2Work");
    }

    @Test
    @Tag("S9")
    void throttlingIsShownAndIsNoFailure() throws IOException {
        inbox.overruled.put("UID FETCH", "TAG NO [THROTTLED] slower\r\n");

        var ran = account.sync(inbox);

        assertThat(ran.liveState()).contains("scheduled/snoozed");
        assertThat(account.account("sync_error")).isEqualTo("throttled");
        assertThat(account.account("retry_count")).isEqualTo("0");
        assertThat(account.account("next_due_at <= jobs.clock() + interval '5 minutes'"))
                .isEqualTo("true");

        inbox.overruled.clear();
        account.sync(inbox);

        assertThat(account.account("sync_error")).isEmpty();
    }

    @Test
    void accountRemovedInTheMiddleEndsItsSyncAndLeavesNothing() throws IOException {
        account.sync(OddInbox.of(SyncedAccount.PAGE));
        inbox.beforeFetch = account::remove;

        var ran = account.sync(inbox);

        assertThat(ran.outcome()).isEqualTo("cancelled");
        assertThat(ran.errorCode()).isEqualTo("account-gone");
        assertThat(account.messages("uid")).hasSize(SyncedAccount.PAGE);
        assertThat(account.clear(Integer.MAX_VALUE).jobState()).contains("completed");
        assertThat(account.ledger()).isEmpty();
        assertThat(account.messages("uid")).isEmpty();
    }

    @Test
    @Tag("S1")
    void accountPausedInTheMiddleEndsItsSyncAndStaysPaused() throws IOException {
        account.sync(OddInbox.of(SyncedAccount.PAGE));
        inbox.beforeFetch = account::pause;

        var ran = account.sync(inbox);

        assertThat(ran.outcome()).isEqualTo("cancelled");
        assertThat(account.account("state")).isEqualTo("paused");
        assertThat(account.messages("uid")).hasSize(SyncedAccount.PAGE);
    }

    @Test
    @Tag("J23")
    void removalGoesInChunksAndOnAfterACut() throws IOException {
        inbox.tear(9);
        account.sync(inbox);
        account.remove();

        // The account's key goes first.
        var cut = account.clear(2);
        assertThat(cut.liveState()).contains("retryable/");
        assertThat(account.messages("uid")).hasSize(44 - SyncedAccount.PAGE);
        var ran = account.clear(Integer.MAX_VALUE);

        assertThat(ran.counts()).containsEntry("mailboxesGone", 1L).containsEntry("expunged", 24L);
        assertThat(account.ledger()).isEmpty();
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.messages("uid")).isEmpty();
    }

    @Test
    void accountThatIsThereIsNotCleared() throws IOException {
        account.sync(inbox);

        var ran = account.clear(Integer.MAX_VALUE);

        assertThat(ran.errorCode()).isEqualTo("account-exists");
        assertThat(account.messages("uid")).hasSize(45);
    }

    private List<String> uidValidity() {
        return account.messages(
                "(SELECT uid_validity FROM sync.mailbox b WHERE b.id = message.mailbox_id)");
    }
}
