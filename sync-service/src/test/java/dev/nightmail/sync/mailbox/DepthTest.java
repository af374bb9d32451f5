package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.sync.reading.MailboxView.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lies below an account's depth is on the server, is not stored, and counts; at a server that
 * tells of changes, and at one that does not.
 */
@Tag("S2")
@Tag("S5")
class DepthTest {

    private static final int DEPTH = 15;
    private static final int MESSAGES = 50;

    private final SyncedAccount account = new SyncedAccount();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestSoManyAreStoredAndTheOthersAreSkipped(boolean isTold) throws IOException {
        Maildirs.deliver(account.maildir, 0, MESSAGES);
        account.reach("" + DEPTH);

        var ran = sync(isTold, true);

        assertThat(ran.counts()).containsEntry("stored", 15L).containsEntry("skipped", 35L);
        assertThat(account.messages("uid")).hasSize(DEPTH).contains("36", "50");
        assertLedger(MESSAGES, DEPTH, 35);
        assertThat(ranges()).containsExactly("{[1,36)}");
        assertThat(sync(isTold, false).counts()).doesNotContainKeys("stored", "skipped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatComesLaterIsNeverSkipped(boolean isTold) throws IOException {
        skipped(isTold);
        deliverNow(100, 2 * DEPTH);

        var ran = sync(isTold, false);

        assertThat(ran.counts()).containsEntry("stored", 30L).containsEntry("received", 30L);
        assertLedger(MESSAGES + 30, DEPTH + 30, 35);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailboxThatWasEmptyAtFirstSkipsNothingLater(boolean isTold) throws IOException {
        account.reach("" + DEPTH);
        sync(isTold, true);
        Maildirs.deliver(account.maildir, 0, MESSAGES);

        sync(isTold, false);

        assertLedger(MESSAGES, MESSAGES, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatArrivedBeforeADayIsSkippedWhereverItStands(boolean isTold) throws IOException {
        var now = account.engine.clock.instant();
        Maildirs.deliverAt(now, account.maildir, 0, 3);
        Maildirs.deliverAt(now.minus(Duration.ofDays(9)), account.maildir, 3, 4);
        Maildirs.deliverAt(now, account.maildir, 7, 2);
        account.reach(day(now.minus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC).toLocalDate()));

        sync(isTold, true);

        assertThat(account.messages("uid")).containsExactly("1", "2", "3", "8", "9");
        assertLedger(9, 5, 4);
        assertThat(ranges()).containsExactly("{[4,8)}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void greaterDepthIsFilledInAndNothingOfItIsReceived(boolean isTold) throws IOException {
        Maildirs.deliverAt(account.engine.clock.instant(), account.maildir, 0, MESSAGES);
        account.reach("" + DEPTH);
        sync(isTold, true);
        account.reach("40");

        assertThat(sync(isTold, false).counts()).containsEntry("stored", 25L);
        assertLedger(MESSAGES, 40, 10);
        assertThat(sync(isTold, false).counts()).doesNotContainKey("stored");

        account.reach("");
        sync(isTold, false);
        assertLedger(MESSAGES, MESSAGES, 0);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void smallerDepthLetsNothingGo(boolean isTold) throws IOException {
        skipped(isTold);
        account.reach("5");

        sync(isTold, false);

        assertLedger(MESSAGES, DEPTH, 35);
        assertThat(account.facts("message.removed")).isEmpty();
        assertThat(sync(isTold, false).counts()).doesNotContainKeys("stored", "skipped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void skippedMessageThatIsExpungedCountsNoMore(boolean isTold) throws IOException {
        skipped(isTold);
        var files = Maildirs.files(account.maildir);
        Files.delete(files.get(3));
        Files.delete(files.get(49));

        sync(isTold, false);

        assertLedger(48, 14, 34);
        assertThat(ranges()).containsExactly("{[1,4),[5,36)}");
        assertThat(account.facts("message.removed")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void skippedMessageThatIsMovedIsTakenWhereItComes(boolean isTold) throws IOException {
        var other = account.maildir.resolve(".Other");
        Maildirs.deliver(other, 200, 1);
        Maildirs.deliver(account.maildir, 0, MESSAGES);
        var moved = Maildirs.files(account.maildir).get(3);
        Maildirs.date(moved, account.engine.clock.instant().minus(Duration.ofDays(2)));
        account.reach("" + DEPTH);
        sync(isTold, true);
        Maildirs.move(moved, other);
        Maildirs.move(Maildirs.files(account.maildir).get(44), other);
        var before = account.messages("id");

        var ran = sync(isTold, false);

        assertThat(ran.counts()).containsEntry("stored", 1L).containsEntry("moved", 1L);
        assertLedger(48, 14, 34);
        assertThat(account.ledger("Other").stored()).isEqualTo(3);
        assertThat(account.messages("id")).containsAll(before);
        assertThat(account.facts("message.received")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailboxThatComesLaterIsTakenWhole(boolean isTold) throws IOException {
        skipped(isTold);
        Maildirs.deliver(account.maildir.resolve(".Later"), 200, 30);

        sync(isTold, false);

        assertThat(account.ledger("Later").stored()).isEqualTo(30);
        assertThat(account.ledger("Later").complete()).isTrue();
    }

    @ParameterizedTest
    @Tag("S4")
    @ValueSource(booleans = {true, false})
    void mailboxThatIsNumberedAnewLetsNothingGoAndSkipsTheRest(boolean isTold) throws IOException {
        var now = account.engine.clock.instant();
        Maildirs.deliverAt(now.minus(Duration.ofDays(9)), account.maildir, 0, 35);
        Maildirs.deliverAt(now.minus(Duration.ofDays(3)), account.maildir, 35, DEPTH);
        account.reach("" + DEPTH);
        sync(isTold, true);
        var before = account.messages("id");
        deliverNow(100, 3);
        Files.delete(account.maildir.resolve("dovecot-uidlist"));
        Maildirs.forgetCaches(account.maildir);

        sync(isTold, false);

        assertThat(account.messages("id")).containsAll(before);
        assertLedger(MESSAGES + 3, DEPTH + 3, 35);
        assertThat(account.facts("message.removed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "2999-01-01"})
    void renamedMailboxSkipsWhatItDidEvenIfThatIsAll(String bound) throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        Maildirs.deliver(account.maildir.resolve(".Other"), 200, 30);
        account.reach(bound);
        account.sync(true);
        var before = account.ledger("Other");
        Files.move(account.maildir.resolve(".Other"), account.maildir.resolve(".Renamed"));

        var ran = account.sync(false);

        assertThat(ran.counts()).containsEntry("mailboxesRenamed", 1L);
        assertThat(account.ledger("Renamed").id()).isEqualTo(before.id());
        assertThat(account.ledger("Renamed").skipped()).isEqualTo(before.skipped());
    }

    private void skipped(boolean isTold) throws IOException {
        Maildirs.deliver(account.maildir, 0, MESSAGES);
        account.reach("" + DEPTH);
        sync(isTold, true);
    }

    private Ran sync(boolean isTold, boolean isFirst) {
        return isTold ? account.sync(isFirst) : account.syncWithoutModSeq();
    }

    private void assertLedger(long exists, long stored, long skipped) {
        var ledger = account.ledger("INBOX");
        assertThat(ledger.exists()).isEqualTo(exists);
        assertThat(ledger.stored()).isEqualTo(stored);
        assertThat(ledger.skipped())
                .isEqualTo(skipped == 0 ? List.of() : List.of(new Skipped("depth", skipped)));
        assertThat(ledger.complete()).isTrue();
    }

    /** Of INBOX, which is not expanded. */
    private List<String> ranges() {
        var inbox = account.ledger("INBOX").id();
        return account.engine.sql.transaction(
                Access.request(account.tenant),
                () ->
                        account.engine.sql.query(
                                "SELECT uids::text FROM sync.skipped WHERE mailbox_id = ? AND messages > 0",
                                row -> row.getString(1),
                                inbox));
    }

    private void deliverNow(int from, int messages) throws IOException {
        Maildirs.deliverAt(account.engine.clock.instant(), account.maildir, from, messages);
    }

    private static String day(LocalDate day) {
        return day.toString();
    }
}
