package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that tell what has changed, truly or not. */
@Tag("S4")
@Tag("S5")
class TrustTest {

    private static final int PROVEN = 5;

    private final SyncedAccount account = new SyncedAccount();
    private final ModSeqInbox inbox = ModSeqInbox.of(30);

    @BeforeEach
    void giveTheAccountAServerOfItsOwn() throws IOException {
        TestDatabase.asOwner(
                "UPDATE sync.account SET imap_host = '%s' WHERE id = '%s'"
                        .formatted("imap-" + UUID.randomUUID() + ".example", account.id));
        sync();
    }

    @Test
    void serverThatHasProvedItselfIsAskedForChangesOnly() throws IOException {
        prove();
        inbox.expunge(4);
        inbox.flag(7, "\\Flagged");
        inbox.add();

        var ran = sync();

        assertThat(inbox.asked).contains("ENABLE", "EXAMINE").doesNotContain("UID SEARCH");
        assertThat(ran.counts()).containsEntry("expunged", 1L).containsEntry("flagsChanged", 1L);
        assertThat(account.messages("uid")).doesNotContain("4").contains("36");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void serverThatIsNewIsComparedUntilItHasProvedItself() throws IOException {
        for (int i = 0; i < PROVEN; i++) {
            inbox.add();
            sync();
            assertThat(inbox.asked).contains("UID SEARCH");
        }

        inbox.add();
        sync();
        assertThat(inbox.asked).doesNotContain("UID SEARCH");
    }

    @Test
    void noChangeProvesNothing() throws IOException {
        inbox.add();
        sync();
        for (int i = 1; i < PROVEN; i++) {
            account.engine.later(Duration.ofHours(25));
            sync();
            assertThat(inbox.asked).contains("EXAMINE");
        }
        inbox.add();

        sync();

        assertThat(inbox.asked).contains("UID SEARCH");
    }

    @Test
    void messageThatIsFalselyToldToHaveVanishedStaysAndTheServerIsNotBelievedAgain()
            throws IOException {
        prove();
        var before = account.messages("id || ' ' || uid");
        inbox.add();
        inbox.vanishedToo = "5:9";

        var ran = sync();

        assertThat(ran.counts()).containsEntry("distrusted", 1L).containsEntry("moved", 5L);
        assertThat(account.messages("id || ' ' || uid")).containsAll(before);
        assertThat(account.ledger("INBOX").complete()).isTrue();
        assertThat(account.facts("message.removed")).isEmpty();

        inbox.expunge(12);
        sync();
        assertThat(inbox.asked).contains("UID SEARCH").doesNotContain("ENABLE");
        assertThat(account.messages("uid")).hasSize(before.size()).doesNotContain("12");
    }

    @Test
    void expungeThatIsNotToldIsFoundByTheCount() throws IOException {
        prove();
        inbox.expungeSilently(12);

        var ran = sync();

        assertThat(ran.counts()).containsEntry("distrusted", 1L).containsEntry("gone", 1L);
        assertThat(account.messages("uid")).doesNotContain("12");
    }

    @Test
    void flagThatChangesWithoutAModSeqIsFoundByTheAuditOfTheDay() throws IOException {
        prove();
        inbox.flagSilently(12, "\\Seen");
        assertThat(sync().counts()).doesNotContainKey("distrusted");

        account.engine.later(Duration.ofHours(25));
        var ran = sync();

        assertThat(ran.counts()).containsEntry("distrusted", 1L).containsEntry("flagsChanged", 1L);
    }

    @Test
    void distrustEndsAfterAMonthAndProofsBeginAnew() throws IOException {
        prove();
        inbox.expungeSilently(12);
        sync();
        account.engine.later(Duration.ofDays(31));
        inbox.add();

        sync();

        assertThat(inbox.asked).contains("ENABLE", "UID SEARCH");
    }

    @Test
    void rangeOfMillionsThatVanishedIsNotCounted() throws IOException {
        prove();
        inbox.skipTo(743_024_218);
        inbox.add();
        inbox.vanishedToo = "36:743024217";

        var ran = sync();

        assertThat(ran.counts()).containsEntry("stored", 1L).doesNotContainKey("distrusted");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    private void prove() throws IOException {
        for (int i = 0; i < PROVEN; i++) {
            inbox.add();
            sync();
        }
        inbox.asked.clear();
    }

    private Ran sync() throws IOException {
        inbox.asked.clear();
        return account.sync(inbox);
    }
}
