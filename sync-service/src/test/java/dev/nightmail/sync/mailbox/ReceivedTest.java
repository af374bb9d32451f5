package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of mail that arrives, and what is not. */
@Tag("S4")
class ReceivedTest {

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void whatWasThereBeforeIsNotReceivedHoweverTheFirstSyncGoes() throws IOException {
        var inbox = OddInbox.of(3 * SyncedAccount.PAGE);
        account.sync(inbox, 4);
        account.sync(inbox);

        assertThat(account.messages("uid")).hasSize(3 * SyncedAccount.PAGE);
        assertThat(account.facts("message.received")).isEmpty();
        assertThat(account.facts("mailbox.page-stored")).hasSize(3);
    }

    @Test
    void whatArrivesWhileTheFirstSyncIsCutIsReceivedOnce() throws IOException {
        Maildirs.deliver(account.maildir, 0, 2 * SyncedAccount.PAGE);
        account.cut(true, 3);
        deliverNow(account.maildir, 100, 1);

        account.sync(true);
        account.sync(false);

        assertThat(account.facts("message.received"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(id(fact, "accountId")).isEqualTo(account.id);
                    assertThat(account.messages("id")).contains(id(fact, "messageId").toString());
                    assertThat(fact.at("/size").asLong()).isPositive();
                });
    }

    @Test
    void mailInAMailboxThatIsNewIsReceivedIfItsDateSaysSo() throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        account.sync(true);
        var fresh = account.maildir.resolve(".Fresh");
        deliverNow(fresh, 100, 2);
        var old = Maildirs.files(fresh).getFirst();
        var before = account.engine.clock.instant().minus(Duration.ofDays(2));
        Maildirs.date(old, before);

        account.sync(false);

        assertThat(account.facts("message.received")).hasSize(1);
    }

    @Test
    void importOfOldMailIsNotReceived() throws IOException {
        account.sync(true);
        deliverNow(account.maildir, 0, 2);
        var old = Maildirs.files(account.maildir).getFirst();
        var before = account.engine.clock.instant().minus(Duration.ofDays(2));
        Maildirs.date(old, before);

        account.sync(false);

        assertThat(account.messages("uid")).hasSize(2);
        assertThat(account.facts("message.received")).hasSize(1);
    }

    @Test
    void ownMailInSentIsNotReceived() throws IOException {
        SampleMailboxes.fill(account.maildir, 11, 20);
        account.sync(true);
        deliverNow(account.maildir.resolve(".Sent"), 100, 1);

        account.sync(false);

        assertThat(account.ledger("Sent").role()).isEqualTo("sent");
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void mailThatWasDeletedLongAgoAndComesBackIsNotReceivedTwice() throws IOException {
        account.sync(true);
        deliverNow(account.maildir, 0, 1);
        account.sync(false);
        var file = Maildirs.files(account.maildir).getFirst();
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        account.sync(false);
        account.engine.later(Duration.ofDays(8));
        account.sync(false);
        Files.write(file.resolveSibling("again-" + file.getFileName()), bytes);

        account.sync(false);

        assertThat(account.messages("uid")).hasSize(1);
        assertThat(account.facts("message.received")).hasSize(1);
    }

    private static UUID id(JsonNode fact, String name) {
        return UUID.fromString(fact.at("/" + name).asText());
    }

    private void deliverNow(Path maildir, int from, int messages) throws IOException {
        Maildirs.deliverAt(account.engine.clock.instant(), maildir, from, messages);
    }
}
