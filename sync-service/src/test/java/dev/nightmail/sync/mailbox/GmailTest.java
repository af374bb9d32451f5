package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that shows labels as mailboxes: each message is read once, with all its labels. */
@Tag("S4")
class GmailTest {

    private final SyncedAccount account = new SyncedAccount();
    private final GmailServer gmail = new GmailServer();

    @BeforeEach
    void giveTheAccountAServerOfItsOwn() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET imap_host = '%s' WHERE id = '%s'"
                        .formatted("imap-" + UUID.randomUUID() + ".example", account.id));
    }

    @Test
    void messageWithManyLabelsIsStoredOnceWithAllOfThem() throws IOException {
        gmail.add("\\Inbox", "Work", "Été à Paris");
        gmail.add("Work");
        gmail.add();
        gmail.add("\\Sent", "\\Starred");

        var ran = account.sync(gmail);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("stored", 4L);
        assertThat(labels())
                .containsExactly("Work|\\Inbox|Été à Paris", "Work", "", "\\Sent|\\Starred");
        assertThat(account.ledger(GmailNames.ALL).complete()).isTrue();
        assertThat(account.ledger())
                .filteredOn(MailboxView::selected)
                .extracting(MailboxView::name)
                .containsExactly(GmailNames.ALL);
        assertThat(account.ledger("INBOX").deselectedFor()).contains("label");
        assertThat(account.ledger("Été à Paris").deselectedFor()).contains("label");
        assertThat(account.ledger(GmailNames.SPAM).deselectedFor()).contains("junk");
        assertThat(account.ledger(GmailNames.TRASH).deselectedFor()).contains("trash");
    }

    @Test
    void idsOfMessageAndConversationAreKept() throws IOException {
        var message = gmail.add("\\Inbox");

        account.sync(gmail);

        assertThat(account.messages("gmail_message_id")).containsExactly(message.id);
        assertThat(account.messages("gmail_thread_id")).containsExactly(message.thread());
    }

    @Test
    void hundredsOfLabelsAreListedAndNotOpened() throws IOException {
        for (int i = 0; i < 300; i++) {
            gmail.add("Label " + i);
        }

        account.sync(gmail);
        gmail.add("Label 7");
        account.sync(gmail);

        assertThat(gmail.asked.stream().filter(each -> each.startsWith("EXAMINE")).distinct())
                .containsExactly("EXAMINE \"" + GmailNames.ALL + "\"");
        assertThat(account.messages("id")).hasSize(301);
    }

    @Test
    void changedLabelsAreFollowedAndToldWithoutTheNamesThatTheirOwnerGave() throws IOException {
        var message = gmail.add("\\Inbox", "Work");
        gmail.add("\\Inbox");
        account.sync(gmail);
        gmail.label(message, "\\Important", "Private");
        gmail.asked.clear();

        var ran = account.sync(gmail);

        assertThat(ran.counts()).containsEntry("flagsChanged", 1L);
        assertThat(labels()).containsExactly("Private|\\Important", "\\Inbox");
        assertThat(gmail.asked).anyMatch(each -> each.startsWith("UID FETCH 1:*"));
        assertThat(account.facts("message.flags-changed"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.at("/messages/0/labels"))
                            .extracting(label -> label.asText())
                            .containsExactly("\\Important");
                    assertThat(fact.at("/messages/0/messageId").asText())
                            .isEqualTo(account.messages("id").getFirst());
                });
    }

    @Test
    void changedFlagsAreToldWithTheLabelsThatStay() throws IOException {
        var message = gmail.add("\\Inbox");
        account.sync(gmail);
        gmail.flag(message, "\\Seen");

        account.sync(gmail);

        assertThat(account.messages("flags")).containsExactly("{\"\\\\Seen\"}");
        assertThat(account.facts("message.flags-changed"))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.at("/messages/0/labels/0").asText()).isEqualTo("\\Inbox"));
    }

    @Test
    void labelWithAnotherNameIsReadAgainAlthoughNoModSeqTells() throws IOException {
        gmail.add("\\Inbox", "Work");
        gmail.add("Work");
        account.sync(gmail);
        gmail.rename("Work", "Job");

        account.sync(gmail);

        assertThat(labels()).containsExactly("Job|\\Inbox", "Job");
        assertThat(account.ledger("Job").deselectedFor()).contains("label");

        account.sync(gmail);
        assertThat(account.ledger()).extracting(MailboxView::name).doesNotContain("Work");
    }

    @Test
    void onlyWhatOthersHaveSentIsReceivedEvenIfAFilterHasArchivedIt() throws IOException {
        gmail.add("\\Inbox");
        account.sync(gmail);
        arrive("\\Inbox", "Work");
        arrive("Lists");
        arrive("\\Sent");
        arrive("\\Draft");
        var toOneself = arrive("\\Sent", "\\Inbox");

        var ran = account.sync(gmail);

        assertThat(ran.counts()).containsEntry("stored", 5L).containsEntry("received", 3L);
        assertThat(account.facts("message.received")).hasSize(3);
        assertThat(account.messages("gmail_message_id")).contains(toOneself.id);
    }

    @Test
    void archivedMessageStaysAndOneInTheTrashGoesAndComesBackAsTheSame() throws IOException {
        var archived = gmail.add("\\Inbox");
        var trashed = gmail.add("\\Inbox");
        account.sync(gmail);
        var before = ids();
        gmail.label(archived);
        gmail.move(trashed, GmailNames.TRASH);

        account.sync(gmail);

        assertThat(account.messages("gmail_message_id")).containsExactly(archived.id);
        assertThat(account.facts("message.removed")).hasSize(1);

        gmail.move(trashed, GmailNames.ALL);
        account.sync(gmail);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void messagesNumberedAnewAreTheSameByTheirIdEvenIfTheirHeadersAreNot() throws IOException {
        var message = gmail.add("\\Inbox");
        gmail.add("Work");
        account.sync(gmail);
        var before = ids();
        gmail.renumber();
        message.header = "Message-ID: <changed@example.com>\r\n\r\n";

        var ran = account.sync(gmail);

        assertThat(ran.counts()).containsEntry("moved", 2L).containsEntry("stored", 0L);
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void twoMessagesWithTheSameHeaderAreNotTakenForEachOther() throws IOException {
        var one = gmail.add("\\Inbox");
        account.sync(gmail);
        var before = ids();
        gmail.move(one, GmailNames.TRASH);
        var other = gmail.add("\\Inbox");
        other.header = one.header;

        account.sync(gmail);

        assertThat(account.messages("gmail_message_id")).containsExactly(other.id);
        assertThat(ids()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void labelsOfThemAllAreReadAgainOnceADay() throws IOException {
        var message = gmail.add("\\Inbox");
        account.sync(gmail);
        message.labels.add("Quietly");
        account.sync(gmail);
        assertThat(labels()).containsExactly("\\Inbox");

        account.engine.later(Duration.ofHours(25));
        account.sync(gmail);

        assertThat(labels()).containsExactly("Quietly|\\Inbox");
    }

    @Test
    @Tag("S9")
    void requestForPatienceEndsTheSyncWhichGoesOnLater() throws IOException {
        for (var refusal :
                List.of(
                        "NO [THROTTLED] Account exceeded command or bandwidth limits. (Failure)",
                        "NO Account exceeded command or bandwidth limits. (Failure)",
                        "NO [ALERT] Too many simultaneous connections. (Failure)")) {
            var fresh = new SyncedAccount();
            var server = new GmailServer();
            server.add("\\Inbox");
            server.overruled.put("UID FETCH", "TAG " + refusal + "\r\n");

            var ran = fresh.sync(server);

            assertThat(ran.liveState()).as(refusal).contains("scheduled/snoozed");
            assertThat(fresh.account("sync_error")).isEqualTo("throttled");
            server.overruled.clear();
            fresh.sync(server);
            assertThat(fresh.ledger(GmailNames.ALL).complete()).isTrue();
        }
    }

    private GmailServer.Message arrive(String... labels) {
        var message = gmail.add(labels);
        message.date = ImapDates.of(account.engine.clock.instant());
        return message;
    }

    private List<String> labels() {
        return account.messages("array_to_string(labels, '|')");
    }

    private List<String> ids() {
        return account.messages("gmail_message_id || ' ' || id");
    }
}
