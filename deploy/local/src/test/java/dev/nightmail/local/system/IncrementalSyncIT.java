package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What changes on the server after the first sync is the same in the database after the next. */
@Tag("S4")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncrementalSyncIT {
    private static final String USER = "incremental@nightmail.test";
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(30);

    private final RemoteMail remote;
    private final Maildir maildir;
    private final TestAccount account;

    IncrementalSyncIT(SystemUnderTest system) throws IOException {
        remote = new RemoteMail(system, USER);
        maildir = system.mailbox(USER, 2_000);
        system.start(system.stack().sync());
        account = TestAccount.add(system, USER, USER);
    }

    @BeforeAll
    void syncForTheFirstTime() throws MessagingException {
        assertThat(account.awaitFirstSync()).isEqualTo("completed");
        assertThat(account.listing()).isEqualTo(remote.listing());
    }

    @Test
    void newMessagesComeIn() throws Exception {
        maildir.deliver("INBOX", 40);
        maildir.deliver("Archive", 3);
        assertIsSyncedByTheNextSync();
    }

    @Test
    void changedFlagsAreTakenOverAndNothingElseIsTouched() throws Exception {
        var before = account.messages();
        remote.change(
                "INBOX",
                inbox -> {
                    var some = inbox.getMessages(10, 200);
                    inbox.setFlags(some, new Flags(Flags.Flag.FLAGGED), true);
                    inbox.setFlags(some, new Flags("$Project"), true);
                    inbox.setFlags(inbox.getMessages(1, 100), new Flags(Flags.Flag.SEEN), false);
                });
        assertIsSyncedByTheNextSync();
        assertThat(account.messages()).isEqualTo(before);
    }

    @Test
    void expungedMessagesGo() throws Exception {
        remote.change(
                "Lists",
                lists ->
                        lists.setFlags(
                                lists.getMessages(5, 60), new Flags(Flags.Flag.DELETED), true));
        assertIsSyncedByTheNextSync();
    }

    @Test
    void oneMessageGoneAndOneComeAreNotTakenForNoChange() throws Exception {
        remote.change(
                "Sent",
                sent -> sent.setFlags(sent.getMessages(1, 1), new Flags(Flags.Flag.DELETED), true));
        maildir.deliver("Sent", 1);
        assertIsSyncedByTheNextSync();
    }

    @Test
    void mailboxesComeAndGo() throws Exception {
        remote.visit(store -> {
            assertThat(store.getFolder("Übrig/Neu").create(Folder.HOLDS_MESSAGES)).isTrue();
            assertThat(store.getFolder("Projects/Ünïcode").delete(false)).isTrue();
        });
        maildir.deliver("&ANw-brig/Neu", 5);
        account.makeDue();
        account.awaitMissing("Projects/Ünïcode");
        assertIsSyncedByTheNextSync();
        assertThat(account.listing())
                .containsKey("Übrig/Neu")
                .doesNotContainKey("Projects/Ünïcode");
    }

    @Test
    @Tag("S5")
    void mailboxMadeAnewUnderItsOldNameIsReadAnew() throws Exception {
        remote.visit(store -> {
            assertThat(store.getFolder("Replaced").create(Folder.HOLDS_MESSAGES)).isTrue();
        });
        maildir.deliver("Replaced", 8);
        assertIsSyncedByTheNextSync();
        remote.visit(store -> {
            assertThat(store.getFolder("Replaced").delete(false)).isTrue();
            assertThat(store.getFolder("Replaced").create(Folder.HOLDS_MESSAGES)).isTrue();
        });
        maildir.deliver("Replaced", 6);
        assertIsSyncedByTheNextSync();
        assertThat(account.listing().get("Replaced")).hasSize(6);
    }

    private void assertIsSyncedByTheNextSync() throws MessagingException {
        Map<String, List<String>> onServer = remote.listing();
        account.makeDue();
        Await.until(LONGEST_SYNC, Duration.ofMillis(200), () -> account.listing().equals(onServer));
        assertThat(account.listing()).isEqualTo(onServer);
        assertThat(account.counts()).isEqualTo(maildir.countsOfSelected());
    }
}
