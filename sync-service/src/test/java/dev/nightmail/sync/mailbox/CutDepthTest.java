package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Depths where syncs are cut, mailboxes are numbered anew, and servers say less than others. */
@Tag("S2")
@Tag("S5")
class CutDepthTest {

    /** More than either sync commits. */
    private static final int CHUNKS = 14;

    @Test
    void firstSyncThatIsCutAnywhereSkipsTheSameAsOneThatIsNot() throws IOException {
        for (int chunks = 1; chunks <= CHUNKS; chunks++) {
            var account = new SyncedAccount(new TestJobs(), 2);
            var inbox = OddInbox.of(20);
            account.reach("5");
            account.sync(inbox, chunks);
            account.sync(inbox);

            assertThat(account.messages("uid"))
                    .as("after %d", chunks)
                    .containsExactly("16", "17", "18", "19", "20");
            assertLedger(account, 20, 5, 15);
        }
    }

    @Test
    void whatComesAfterTheCutIsTakenBesides() throws IOException {
        var account = new SyncedAccount(new TestJobs(), 2);
        var inbox = OddInbox.of(20);
        account.reach("5");
        account.sync(inbox, 5);
        inbox.add(21);

        account.sync(inbox);

        assertLedger(account, 21, 6, 15);
    }

    @Test
    void fillingInThatIsCutAnywhereEndsTheSame() throws IOException {
        for (int chunks = 1; chunks <= CHUNKS; chunks++) {
            var account = new SyncedAccount(new TestJobs(), 2);
            var inbox = OddInbox.of(20);
            account.reach("5");
            account.sync(inbox);
            account.reach("12");
            account.sync(inbox, chunks);
            assertThat(held(account)).as("after %d", chunks).isEqualTo(20);
            account.sync(inbox);

            assertLedger(account, 20, 12, 8);
            assertThat(account.facts("message.received")).isEmpty();
        }
    }

    @Test
    void mailboxThatIsNumberedAnewKeepsWhatIsStoredAndSkipsTheRest() throws IOException {
        for (int chunks : List.of(3, 4, 5, 6, 7, 8, Integer.MAX_VALUE)) {
            var account = new SyncedAccount(new TestJobs(), 4);
            var inbox = OddInbox.of(20);
            account.reach("5");
            account.sync(inbox);
            for (long uid = 21; uid <= 26; uid++) {
                inbox.add(uid);
            }
            account.sync(inbox);
            var before = account.messages("id");
            inbox.uidValidity = 2;
            inbox.renumber(100);

            account.sync(inbox, chunks);
            account.sync(inbox);

            assertThat(account.messages("id")).as("after %d", chunks).isEqualTo(before);
            assertLedger(account, 26, 11, 15);
            assertThat(account.facts("message.removed")).isEmpty();
        }
    }

    @Test
    @Tag("S4")
    void mailboxThatIsNumberedAnewLetsNothingGoThoughMoreHasComeMeanwhile() throws IOException {
        for (int chunks : List.of(3, 4, 5, 6, 7, 8, Integer.MAX_VALUE)) {
            var account = new SyncedAccount(new TestJobs(), 4);
            var inbox = old();
            account.reach("5");
            account.sync(inbox);
            for (long uid = 21; uid <= 26; uid++) {
                inbox.add(uid, account.engine.clock.instant());
            }
            account.sync(inbox);
            var before = account.messages("id");
            inbox.uidValidity = 2;
            inbox.renumber(100);
            inbox.add(127, account.engine.clock.instant());

            account.sync(inbox, chunks);
            account.sync(inbox);

            assertThat(account.messages("id")).as("after %d", chunks).containsAll(before);
            assertLedger(account, 27, 12, 15);
            assertThat(account.facts("message.removed")).isEmpty();
        }
    }

    @Test
    @Tag("S4")
    void mailThatComesBeforeAMailboxCanBeOpenedAtLastIsTaken() throws IOException {
        for (var isNextTold : List.of(true, false)) {
            var account = new SyncedAccount();
            var inbox = old();
            account.reach("5");
            if (isNextTold) {
                inbox.overruled.put(
                        "STATUS",
                        "* STATUS INBOX (MESSAGES 20 UIDNEXT 21 UIDVALIDITY 1)\r\nTAG OK done\r\n");
            }
            inbox.overruled.put("SELECT", "TAG NO [NOPERM] not now\r\n");
            account.sync(inbox);
            for (long uid = 21; uid <= 30; uid++) {
                inbox.add(uid, account.engine.clock.instant());
            }
            inbox.overruled.remove("SELECT");

            account.sync(inbox);

            assertThat(account.messages("uid")).as("told %s", isNextTold).contains("21", "30");
            assertLedger(account, 30, 15, 15);
        }
    }

    @Test
    void skippedMessagesLookedForInADryRunAreNotCountedAsStored() throws IOException {
        var account = new SyncedAccount();
        var inbox = OddInbox.of(20);
        account.reach("5");
        account.sync(inbox, 1);

        var report = account.drySync(inbox);

        assertThat(report.counts()).containsEntry("stored", 5L).containsEntry("skipped", 15L);
        assertThat(account.sync(inbox).counts())
                .containsEntry("stored", 5L)
                .containsEntry("skipped", 15L);
    }

    @Test
    void fillingInIsCountedByADryRun() throws IOException {
        var account = new SyncedAccount();
        var inbox = OddInbox.of(20);
        account.reach("5");
        account.sync(inbox);
        account.reach("12");

        var report = account.drySync(inbox);

        assertThat(report.counts()).containsEntry("stored", 7L);
        assertLedger(account, 20, 5, 15);
        assertThat(account.sync(inbox).counts()).containsEntry("stored", 7L);
    }

    @Test
    void refusedMessageThatIsFilledInIsInQuarantineAndNotSkipped() throws IOException {
        var account = new SyncedAccount();
        var inbox = OddInbox.of(20);
        account.reach("5");
        account.sync(inbox);
        inbox.refuse(12, "NO gone bad");
        account.reach("10");

        account.sync(inbox);

        assertThat(account.quarantine()).containsExactly("12 refused");
        assertLedger(account, 20, 9, 10);
    }

    /** Twenty messages, each two days younger than the one before. */
    private static OddInbox old() {
        var inbox = new OddInbox();
        for (long uid = 1; uid <= 20; uid++) {
            inbox.add(uid, Instant.parse("2020-01-01T12:00:00Z").plus(Duration.ofDays(2 * uid)));
        }
        return inbox;
    }

    private static long held(SyncedAccount account) {
        var ledger = account.ledger("INBOX");
        return ledger.stored() + skipped(account);
    }

    private static long skipped(SyncedAccount account) {
        return account.ledger("INBOX").skipped().stream().mapToLong(each -> each.messages()).sum();
    }

    private static void assertLedger(
            SyncedAccount account, long exists, long stored, long skipped) {
        var ledger = account.ledger("INBOX");
        assertThat(ledger.exists()).isEqualTo(exists);
        assertThat(ledger.stored()).isEqualTo(stored);
        assertThat(skipped(account)).isEqualTo(skipped);
        assertThat(ledger.complete()).isTrue();
    }
}
