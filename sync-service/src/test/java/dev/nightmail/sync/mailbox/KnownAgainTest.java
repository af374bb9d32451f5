package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages that are moved, hidden and shown on the real server stay the same. */
@Tag("S4")
class KnownAgainTest {

    private static final int MESSAGES = 6;

    private final SyncedAccount account = new SyncedAccount();

    @BeforeEach
    void syncForTheFirstTime() throws IOException {
        Maildirs.deliver(account.maildir, 0, MESSAGES);
        Maildirs.deliver(account.maildir.resolve(".Other"), 50, 2);
        account.sync(true);
    }

    @Test
    void movedMessageKeepsItsIdAndIsNeitherRemovedNorReceived() throws IOException {
        var before = known();
        Maildirs.move(Maildirs.files(account.maildir).get(2), account.maildir.resolve(".Other"));

        var ran = account.sync(false);

        assertThat(ran.counts()).containsEntry("moved", 1L).doesNotContainKey("gone");
        assertThat(known()).isEqualTo(before);
        assertThat(account.ledger("Other").stored()).isEqualTo(3);
        assertThat(account.facts("message.removed")).isEmpty();
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void movedMessageKeepsItsIdWhileBothMailboxesGetNewOnes() throws IOException {
        var before = known();
        var other = account.maildir.resolve(".Other");
        Maildirs.move(Maildirs.files(account.maildir).get(0), other);
        deliverNow(account.maildir, 100, 3);
        deliverNow(other, 110, 1);

        account.sync(false);

        assertThat(known()).containsAll(before).hasSize(before.size() + 4);
        assertThat(account.facts("message.received")).hasSize(4);
    }

    @Test
    void copyIsAMessageOfItsOwnAndIsNotReceived() throws IOException {
        var file = Maildirs.files(account.maildir).get(2);
        var name = "copy-" + file.getFileName();
        Files.copy(file, account.maildir.resolve(".Other").resolve("cur").resolve(name));

        account.sync(false);

        assertThat(known()).hasSize(MESSAGES + 3);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void deletedMessageIsHiddenAndToldAndComesBackAsTheSame() throws IOException {
        var before = known();
        var file = Maildirs.files(account.maildir).get(2);
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        account.sync(false);
        assertThat(known()).hasSize(MESSAGES + 1);
        assertThat(account.facts("message.removed"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.at("/messageIds")).hasSize(1));

        Files.write(file.resolveSibling("again-" + file.getFileName()), bytes);
        account.sync(false);

        assertThat(known()).isEqualTo(before);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void deletedMessageIsKeptAWeekAndNoLonger() throws IOException {
        Files.delete(Maildirs.files(account.maildir).get(2));
        account.sync(false);

        account.engine.later(Duration.ofDays(7).minusSeconds(60));
        assertThat(account.sync(false).counts()).doesNotContainKey("purged");
        account.engine.later(Duration.ofSeconds(61));
        var ran = account.sync(false);
        assertThat(ran.counts()).containsEntry("purged", 1L);
        assertThat(account.audited(ran)).containsExactly("job.destroy");
    }

    @Test
    @Tag("S5")
    void messageThatIsMovedOutOfAMailboxThatIsThenDeletedKeepsItsId() throws IOException {
        var before = known();
        var other = account.maildir.resolve(".Other");
        Maildirs.move(Maildirs.files(other).getFirst(), account.maildir);
        Maildirs.delete(other);

        var ran = account.sync(false);

        assertThat(ran.counts()).containsEntry("moved", 1L).containsEntry("stored", 0L);
        assertThat(known()).isEqualTo(before);
        assertThat(account.ledger("Other").stored()).isEqualTo(1);

        account.sync(false);

        assertThat(account.facts("message.removed").toString()).hasSizeGreaterThan(2);
        assertThat(before).containsAll(known()).hasSize(known().size() + 1);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void movedMessageKeepsItsIdAlthoughItsCopyHasGoneFromWhereItGoes() throws IOException {
        var before = known();
        var other = account.maildir.resolve(".Other");
        var file = Maildirs.files(account.maildir).get(2);
        copyForAWhile(file, other);

        Maildirs.move(file, other);
        account.sync(false);

        assertThat(known()).isEqualTo(before);
    }

    @Test
    @Tag("S5")
    void messageKeepsItsIdAlthoughItsCopyHasGoneAndItsMailboxIsDeleted() throws IOException {
        var before = known();
        var other = account.maildir.resolve(".Other");
        var file = Maildirs.files(other).getFirst();
        copyForAWhile(file, account.maildir);

        Maildirs.move(file, account.maildir);
        Maildirs.delete(other);
        account.sync(false);

        assertThat(known()).isEqualTo(before);
    }

    @Test
    @Tag("S5")
    void mailboxThatIsListedAgainIsWholeAlthoughItsMessageWasFoundElsewhere() throws IOException {
        var other = account.maildir.resolve(".Other");
        var aside = account.maildir.resolve("aside");
        var file = Maildirs.files(other).getFirst();
        Files.copy(file, account.maildir.resolve("cur").resolve("copy-" + file.getFileName()));
        Files.move(other, aside);
        account.sync(false);
        Files.move(aside, other);

        account.sync(false);

        assertThat(account.ledger("Other").complete()).isTrue();
        assertThat(account.ledger("Other").stored()).isEqualTo(2);
        assertThat(known()).hasSize(MESSAGES + 3);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @Test
    void renamedMailboxKeepsItsIdAndItsMessages() throws IOException {
        var before = known();
        var id = account.ledger("Other").id();
        Files.move(account.maildir.resolve(".Other"), account.maildir.resolve(".Renamed"));
        Maildirs.deliver(account.maildir.resolve(".Renamed"), 60, 1);

        var ran = account.sync(false);

        assertThat(ran.counts()).containsEntry("mailboxesRenamed", 1L).containsEntry("stored", 1L);
        assertThat(account.ledger("Renamed").id()).isEqualTo(id);
        assertThat(account.ledger()).extracting(MailboxView::name).doesNotContain("Other");
        assertThat(known()).containsAll(before).hasSize(before.size() + 1);
    }

    @Test
    void otherMailboxWithTheSameNumbersIsNotTakenForARenamedOne() throws IOException {
        var other = account.maildir.resolve(".Other");
        var before = account.messages("id");
        var fresh = Files.move(other, account.maildir.resolve(".Fresh"));
        for (var file : Maildirs.files(fresh)) {
            Maildirs.alter(file);
        }
        Maildirs.forgetCaches(fresh);

        var ran = account.sync(false);

        assertThat(ran.counts()).doesNotContainKey("mailboxesRenamed").containsEntry("stored", 2L);
        assertThat(account.ledger("Fresh").stored()).isEqualTo(2);
        assertThat(account.ledger("Other").stored()).isEqualTo(2);
        assertThat(account.messages("id")).containsAll(before).hasSize(before.size() + 2);
    }

    /** Synced there, and again when it is not there any more. */
    private void copyForAWhile(Path file, Path maildir) throws IOException {
        var copy = maildir.resolve("cur").resolve("copy-" + file.getFileName());
        Files.copy(file, copy);
        account.sync(false);
        Files.delete(copy);
        account.sync(false);
    }

    private List<String> known() {
        return account.messages("message_id || ' ' || id").stream().sorted().toList();
    }

    private void deliverNow(Path maildir, int from, int messages) throws IOException {
        Maildirs.deliverAt(account.engine.clock.instant(), maildir, from, messages);
    }
}
