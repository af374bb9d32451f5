package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccountSyncTest {

    private static final long SEED = 11;

    @Test
    @Tag("S3")
    void firstSyncStoresEveryMessageOfEverySelectedMailbox() throws IOException {
        var account = new SyncedAccount();
        var onServer = SampleMailboxes.fill(account.maildir, SEED, 300).messages();

        var ran = account.sync(true);

        assertThat(ran.jobState()).contains("completed");
        for (var mailbox :
                List.of("INBOX", "Archive", "Lists", "Sent", "Projects/Ünïcode", "Empty")) {
            assertThat(account.ledger(mailbox).stored())
                    .as(mailbox)
                    .isEqualTo(onServer.getOrDefault(mailbox, -1).longValue());
            assertThat(account.ledger(mailbox).complete()).as(mailbox).isTrue();
        }
        assertThat(account.ledger("Trash").selected()).isFalse();
        assertThat(account.account("state")).isEqualTo("ok");
        assertThat(ran.counts()).containsEntry("stored", (long) account.messages("uid").size());
    }

    @Test
    @Tag("S4")
    void laterSyncWithoutChangesStoresNothingTwice() throws IOException {
        var account = new SyncedAccount();
        SampleMailboxes.fill(account.maildir, SEED, 60);
        account.sync(true);
        var ids = account.messages("id");

        var ran = account.sync(false);

        assertThat(ran.counts()).doesNotContainKey("stored");
        assertThat(account.messages("id")).isEqualTo(ids);
    }

    @Test
    @Tag("S5")
    void countThatIsWrongIsMendedByTheNextComparison() throws IOException {
        var account = new SyncedAccount();
        Maildirs.deliver(account.maildir, 0, 3);
        account.sync(true);
        TestDatabase.asOwner(
                "UPDATE sync.mailbox SET stored_count = 7, audited_at = NULL WHERE account_id = '%s' AND name = 'INBOX'"
                        .formatted(account.id));
        assertThat(account.ledger("INBOX").complete()).isFalse();

        var ran = account.sync(false);

        assertThat(ran.counts()).doesNotContainKeys("stored", "expunged");
        assertThat(account.ledger("INBOX").stored()).isEqualTo(3);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    @Tag("S4")
    void newMessagesChangedFlagsAndExpungesArrive() throws IOException {
        var account = new SyncedAccount();
        var mail = new SampleMail(SEED);
        for (int i = 0; i < 50; i++) {
            SampleMailboxes.deliver(account.maildir, mail.message(i), "S");
        }
        account.sync(true);
        var files = Maildirs.files(account.maildir);
        Files.delete(files.get(3));
        Files.delete(files.get(40));
        Maildirs.flag(files.get(10), "FS");
        SampleMailboxes.deliver(account.maildir, mail.message(50), "");

        var ran = account.sync(false);

        assertThat(ran.counts()).containsEntry("stored", 1L).containsEntry("expunged", 2L);
        assertThat(account.messages("flags"))
                .filteredOn(flags -> flags.contains("Flagged"))
                .hasSize(1);
        assertThat(account.ledger("INBOX").stored()).isEqualTo(49);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    @Tag("S4")
    void mailboxesComeAndGoWithTheirMessages() throws IOException {
        var account = new SyncedAccount();
        var mail = new SampleMail(SEED);
        SampleMailboxes.deliver(account.maildir, mail.message(1), "S");
        SampleMailboxes.deliver(account.maildir.resolve(".Old"), mail.message(2), "S");
        account.sync(true);
        Maildirs.delete(account.maildir.resolve(".Old"));
        SampleMailboxes.deliver(account.maildir.resolve(".New"), mail.message(3), "S");

        account.sync(false);
        account.sync(false);

        assertThat(account.ledger())
                .extracting(MailboxView::name)
                .contains("New")
                .doesNotContain("Old");
        assertThat(account.messages("uid")).hasSize(2);
    }

    @Test
    @Tag("S5")
    void storedMessageThatTheLedgerLacksIsFetchedAgain() throws IOException {
        var account = new SyncedAccount();
        var mail = new SampleMail(SEED);
        for (int i = 0; i < 30; i++) {
            SampleMailboxes.deliver(account.maildir, mail.message(i), "S");
        }
        account.sync(true);
        account.engine.sql.transact(
                Access.worker(account.tenant),
                () ->
                        account.engine.sql.update(
                                "DELETE FROM sync.message WHERE account_id = ? AND uid IN (4, 17)",
                                account.id));
        SampleMailboxes.deliver(account.maildir, mail.message(30), "");

        account.sync(false);

        assertThat(account.messages("uid")).hasSize(31).contains("4", "17");
    }

    @Test
    @Tag("S9")
    void refusedLogInIsNotRetriedAndStopsTheAccount() {
        var account = new SyncedAccount("wrong", TestServers.imapPort());

        var ran = account.sync(true);

        assertThat(ran.jobState()).contains("discarded");
        assertThat(ran.errorCode()).isEqualTo("authentication");
        assertThat(account.account("state")).isEqualTo("error");
        assertThat(account.account("sync_error"))
                .doesNotContain("wrong")
                .doesNotContain(account.user);
    }

    @Test
    @Tag("S9")
    void refusalOfASecretThatIsNoLongerTheAccountsStopsNothing() throws IOException {
        var account = new SyncedAccount("wrong", TestServers.imapPort());

        account.sync(() -> {
            TestDatabase.asOwner(
                    "UPDATE sync.account SET version = version + 1 WHERE id = '%s'"
                            .formatted(account.id));
            throw ScriptedServer.refusal();
        });

        assertThat(account.account("state")).isEqualTo("pending");
        assertThat(account.account("retry_count")).isEqualTo("0");
    }

    @Test
    @Tag("S9")
    void recoveryIsToldAlthoughTheOwnerHasSetTheAccountRightMeanwhile() throws IOException {
        var account = new SyncedAccount();
        account.sync(() -> {
            throw ScriptedServer.refusal();
        });
        assertThat(account.facts("account.sync-failed"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.at("/state").asText()).isEqualTo("error"));
        TestDatabase.asOwner(
                "UPDATE sync.account SET state = 'ok', retry_count = 0 WHERE id = '%s'"
                        .formatted(account.id));

        account.sync(false);
        account.sync(false);

        assertThat(account.facts("account.recovered")).hasSize(1);
    }

    @Test
    @Tag("S9")
    void unreachableServerIsRetriedAndAWarningAfterTheThirdTime() {
        var account = new SyncedAccount("nightmail", 1);

        var first = account.sync(true);
        assertThat(first.liveState()).contains("retryable/");
        assertThat(account.account("state")).isEqualTo("pending");
        account.sync(false);
        account.sync(false);

        assertThat(account.account("state")).isEqualTo("warning");
        assertThat(account.account("retry_count")).isEqualTo("3");
    }

    @Test
    @Tag("J5")
    void ledgerRefusesAnOlderToken() throws IOException {
        var account = new SyncedAccount();
        SampleMailboxes.deliver(account.maildir, new SampleMail(SEED).message(1), "S");
        account.sync(true);
        account.engine.sql.transact(
                Access.worker(account.tenant),
                () ->
                        account.engine.sql.update(
                                "UPDATE sync.mailbox SET token = 9000000000000000000 WHERE account_id = ?",
                                account.id));
        SampleMailboxes.deliver(account.maildir, new SampleMail(SEED).message(2), "S");

        var ran = account.sync(false);

        assertThat(ran.outcome()).isEqualTo("lost");
        assertThat(account.messages("uid")).hasSize(1);
    }

    @Test
    @Tag("S4")
    void deletedAccountEndsItsSync() {
        var account = new SyncedAccount();
        account.engine.sql.transact(
                Access.request(account.tenant),
                () ->
                        account.engine.sql.update(
                                "DELETE FROM sync.account WHERE id = ?", account.id));

        assertThat(account.sync(false).jobState()).contains("cancelled");
    }

    @Test
    @Tag("S7")
    void peopleAndAttachmentsAreStoredWithTheirMessage() throws IOException {
        var account = new SyncedAccount();
        var message =
                """
                From: Ada <ada@example.com>
                To: Bob <bob@example.com>, carol@example.org
                Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
                Message-ID: <1@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                hello
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=utf-8''%C3%BCber.pdf

                x
                --b--
                """
                        .replace("\n", "\r\n");
        SampleMailboxes.deliver(account.maildir, message.getBytes(StandardCharsets.UTF_8), "S");

        account.sync(true);

        assertThat(account.messages("subject")).containsExactly("Grüße");
        assertThat(account.messages("message_id")).containsExactly("1@example.com");
        assertThat(
                        account.messages(
                                "(SELECT string_agg(role || ':' || address, ' ' ORDER BY role, position)"
                                        + " FROM sync.participant p WHERE p.message_id = message.id)"))
                .containsExactly("from:ada@example.com to:bob@example.com to:carol@example.org");
        assertThat(
                        account.messages(
                                "(SELECT name FROM sync.attachment a WHERE a.message_id = message.id)"))
                .containsExactly("über.pdf");
    }
}
