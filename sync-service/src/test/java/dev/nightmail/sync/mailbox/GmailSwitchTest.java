package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accounts whose server begins, or ceases, to show labels and all messages at one place. */
@Tag("S4")
class GmailSwitchTest {

    private final SyncedAccount account = new SyncedAccount();
    private final GmailServer gmail = new GmailServer();

    @BeforeEach
    void giveTheAccountAServerOfItsOwnWithSomeMail() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET imap_host = '%s' WHERE id = '%s'"
                        .formatted("imap-" + UUID.randomUUID() + ".example", account.id));
        gmail.add("\\Inbox");
        gmail.add("\\Inbox");
        gmail.add("Work");
    }

    @Test
    void whereAllMailIsHiddenLabelsAreMailboxesLikeAnyOthers() throws IOException {
        gmail.hidden.add(GmailNames.ALL);

        account.sync(gmail);

        assertThat(account.ledger("INBOX").stored()).isEqualTo(2);
        assertThat(account.ledger("Work").stored()).isEqualTo(1);
        assertThat(account.messages("gmail_message_id IS NULL")).hasSize(3).containsOnly("false");
    }

    @Test
    void messagesKeepTheirIdsWhenAllMailIsShownAndCopiesBecomeOne() throws IOException {
        gmail.hidden.add(GmailNames.ALL);
        gmail.add("\\Inbox", "Work");
        account.sync(gmail);
        var before = known();
        assertThat(before).hasSize(5);
        gmail.hidden.clear();

        account.sync(gmail);

        assertThat(known()).hasSize(4);
        assertThat(before).containsAll(known());
        assertThat(account.facts("message.received")).isEmpty();
        assertThat(account.ledger("INBOX").selected()).isFalse();
        assertThat(account.ledger("INBOX").stored()).isZero();
        assertThat(account.ledger(GmailNames.ALL).complete()).isTrue();
    }

    @Test
    void messagesKeepTheirIdsWhenAllMailIsHiddenForGoodAndNothingMovesBefore() throws IOException {
        account.sync(gmail);
        var before = known();
        gmail.hidden.add(GmailNames.ALL);

        account.sync(gmail);
        assertThat(known()).isEqualTo(before);
        assertThat(account.ledger("INBOX").selected()).isFalse();

        account.sync(gmail);
        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.ledger("INBOX").complete()).isTrue();
        assertThat(account.ledger("INBOX").stored()).isEqualTo(2);
        assertThat(account.facts("message.removed")).isEmpty();
        assertThat(account.facts("message.received")).isEmpty();

        gmail.hidden.clear();
        account.sync(gmail);
        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.facts("message.removed")).isEmpty();
    }

    @Test
    void serverThatDoesNotTellItsExtensionOnceIsReadAsBefore() throws IOException {
        account.sync(gmail);
        var before = known();

        gmail.capabilities = GmailServer.PLAIN;
        account.sync(gmail);

        assertThat(known()).isEqualTo(before);
        assertThat(account.ledger("INBOX").selected()).isFalse();
    }

    @Test
    void messagesThatWereStoredWithoutIdsKeepOursWhenTheServerTellsIts() throws IOException {
        gmail.capabilities = GmailServer.PLAIN;
        account.sync(gmail);
        var before = known();
        assertThat(account.messages("gmail_message_id IS NULL")).containsOnly("true");
        gmail.capabilities = GmailServer.PLAIN + " X-GM-EXT-1";

        account.sync(gmail);

        assertThat(before).containsAll(known());
        assertThat(known()).hasSize(3);
        assertThat(account.messages("gmail_message_id IS NULL")).containsOnly("false");
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void messagesThatWereStoredWithIdsAreKnownByTheirHeadersWhenNoneAreTold() throws IOException {
        account.sync(gmail);
        var before = known();
        gmail.renumber();

        gmail.capabilities = GmailServer.PLAIN;
        account.sync(gmail);

        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void switchThatIsCutAnywhereEndsAsOneThatIsNot() throws IOException {
        gmail.add("\\Inbox", "Work");
        for (int chunks = 1; chunks <= 14; chunks++) {
            var cut = new SyncedAccount();
            gmail.hidden.add(GmailNames.ALL);
            cut.sync(gmail);
            gmail.hidden.clear();

            cut.sync(gmail, chunks);
            cut.sync(gmail);

            assertThat(cut.messages("gmail_message_id")).as("after %d", chunks).hasSize(4);
            assertThat(cut.ledger())
                    .as("after %d", chunks)
                    .filteredOn(MailboxView::selected)
                    .extracting(MailboxView::name)
                    .containsExactly(GmailNames.ALL);
            assertThat(cut.ledger(GmailNames.ALL).complete()).isTrue();
        }
    }

    @Test
    void nothingIsTakenForGoneWhileAllMailCannotBeOpened() throws IOException {
        gmail.hidden.add(GmailNames.ALL);
        account.sync(gmail);
        var before = known();
        gmail.hidden.clear();
        gmail.overruled.put("EXAMINE", "TAG NO [NOPERM] not now\r\n");

        account.sync(gmail);

        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        gmail.overruled.clear();
        account.sync(gmail);
        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.facts("message.removed")).isEmpty();
    }

    @Test
    void messagesKeepTheirIdsWhenAllMailHasAnotherNameAndOtherNumbersAtOnce() throws IOException {
        var other = "[Google Mail]/Alle Nachrichten";
        account.sync(gmail);
        var before = known();
        gmail.renameAll(other);

        account.sync(gmail);

        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.ledger(other).complete()).isTrue();
        assertThat(account.ledger(GmailNames.ALL).stored()).isZero();
        account.sync(gmail);
        account.sync(gmail);
        assertThat(known()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.ledger()).extracting(MailboxView::name).doesNotContain(GmailNames.ALL);
        assertThat(account.facts("message.removed")).isEmpty();
        assertThat(account.facts("message.received")).isEmpty();
    }

    private List<String> known() {
        return account.messages("message_id || ' ' || id");
    }
}
