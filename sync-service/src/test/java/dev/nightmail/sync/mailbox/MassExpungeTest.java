package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that suddenly show far less than is stored. */
@Tag("J13")
@Tag("S5")
class MassExpungeTest {

    /** Up to 1,000 are let go at once. */
    private static final int MANY = 1001;

    private static final Duration HOLD = Duration.ofHours(24);

    private static final String BOTH =
            "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Old\r\nTAG OK done\r\n";

    private final SyncedAccount account = new SyncedAccount();
    private final OddInbox inbox = OddInbox.of(MANY);

    @Test
    void mailboxThatIsSuddenlyEmptyIsShownAsBeforeAndLetGoADayLater() throws IOException {
        account.sync(inbox);
        inbox.messages.clear();

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("withheld", (long) MANY);
        assertThat(account.messages("id")).hasSize(MANY);
        assertThat(account.account("withheld_count")).isEqualTo("" + MANY);

        account.engine.later(HOLD.minusSeconds(60));
        account.sync(inbox);
        assertThat(account.messages("id")).hasSize(MANY);

        account.engine.later(Duration.ofSeconds(61));
        var last = account.sync(inbox);
        assertThat(last.counts()).containsEntry("gone", (long) MANY);
        assertThat(account.messages("id")).isEmpty();
        assertThat(account.account("withheld_count")).isEqualTo("0");
    }

    @Test
    void whatIsNewStillComesWhileAMassDeletionIsWithheld() throws IOException {
        account.sync(inbox);
        inbox.messages.clear();
        account.sync(inbox);
        inbox.add(MANY + 1);

        account.sync(inbox);

        assertThat(account.messages("uid")).contains("" + (MANY + 1));
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void messagesThatAreShownAgainAreTheSameAsBefore() throws IOException {
        account.sync(inbox);
        var ids = account.messages("id || ' ' || uid");
        var all = new TreeMap<>(inbox.messages);
        inbox.messages.clear();
        account.sync(inbox);
        inbox.messages.putAll(all);

        account.sync(inbox);

        assertThat(account.messages("id || ' ' || uid")).isEqualTo(ids);
        assertThat(account.account("withheld_count")).isEqualTo("0");
        assertThat(account.facts("message.removed")).isEmpty();
    }

    @Test
    void asManyAsAreNeverTooMuchGoAtOnce() throws IOException {
        account.sync(inbox);
        inbox.messages.keySet().removeIf(uid -> uid > 1);

        var ran = account.sync(inbox);

        assertThat(ran.counts()).containsEntry("gone", MANY - 1L);
        assertThat(account.messages("uid")).containsExactly("1");
    }

    @Test
    void aFifthOfTheAccountGoesAtOnce() throws IOException {
        var large = OddInbox.of(5 * MANY);
        account.sync(large);
        large.messages.keySet().removeIf(uid -> uid <= MANY);

        var ran = account.sync(large);

        assertThat(ran.counts()).containsEntry("gone", (long) MANY);
    }

    @Test
    void mailboxThatIsNotListedAnyMoreIsWithheldToo() throws IOException {
        inbox.overruled.put("LIST", BOTH);
        account.sync(inbox);
        inbox.overruled.remove("LIST");
        account.sync(inbox);

        var ran = account.sync(inbox);

        assertThat(ran.counts())
                .containsEntry("withheld", (long) MANY)
                .containsEntry("mailboxesGone", 1L);
        assertThat(account.messages("id")).hasSize(2 * MANY);
    }

    @Test
    void deletionThatSomebodyHasConfirmedIsWithheldNoLonger() throws IOException {
        account.sync(inbox);
        inbox.messages.clear();
        account.sync(inbox);

        account.engine.sql.transact(
                Access.request(account.tenant),
                () -> new WithheldRepository(account.engine.sql).confirm(account.id));
        var ran = account.sync(inbox);

        assertThat(ran.counts()).containsEntry("gone", (long) MANY);
        assertThat(account.facts("message.removed")).hasSize(3);
    }

    @Test
    void removedAccountIsNotAskedAbout() throws IOException {
        account.sync(inbox);
        account.remove();

        assertThat(account.clear(Integer.MAX_VALUE).jobState()).contains("completed");

        assertThat(account.messages("uid")).isEmpty();
    }
}
