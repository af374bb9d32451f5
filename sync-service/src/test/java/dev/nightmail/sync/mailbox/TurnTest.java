package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.schedule.TestTurns;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Syncs that make way with more to fetch. */
@Tag("S4")
class TurnTest {

    private static final int PAGE = SyncedAccount.PAGE;

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void syncThatMeetsMoreThanItMayFetchLeavesTheRestToABackfill() throws IOException {
        Maildirs.deliver(account.maildir, 0, 5);
        account.sync(true);
        Maildirs.deliver(account.maildir, 5, 2 * PAGE + 1);
        account.turns = TestTurns.of(account.engine, PAGE);

        var ran = account.sync(false);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("stored", (long) PAGE);
        assertThat(account.account("lacks_since IS NOT NULL AND next_due_at <= jobs.clock()"))
                .isEqualTo("true");
        assertThat(account.ledger("INBOX").problem()).isEmpty();

        account.turns = TestTurns.of(account.engine);
        var filled = account.sync(true);

        assertThat(filled.counts()).containsEntry("stored", PAGE + 1L);
        assertThat(account.account("lacks_since IS NULL")).isEqualTo("true");
        assertThat(account.ledger("INBOX").complete()).isTrue();
        assertThat(account.messages("id")).hasSize(2 * PAGE + 6).doesNotHaveDuplicates();
    }

    @Test
    @Tag("S3")
    void backfillWhoseTurnIsOverGoesOnBelowItsLastPage() throws IOException {
        Maildirs.deliver(account.maildir, 0, 3 * PAGE);
        account.turns = TestTurns.over(account.engine);

        var first = account.sync(true);

        assertThat(first.liveState()).contains("scheduled/snoozed");
        assertThat(first.counts()).containsEntry("stored", (long) PAGE);
        assertThat(account.account("state")).isEqualTo("syncing");
        assertThat(account.messages("uid").getFirst()).isEqualTo(Integer.toString(2 * PAGE + 1));

        var second = account.sync(true);

        assertThat(second.counts()).containsEntry("stored", (long) PAGE);
        assertThat(account.messages("uid").getFirst()).isEqualTo(Integer.toString(PAGE + 1));
    }

    @Test
    void newMailIsFetchedBeforeTheRestOfAnArchive() throws IOException {
        Maildirs.deliver(account.maildir, 0, 2);
        Maildirs.deliver(account.maildir.resolve(".Archive"), 2, 3 * PAGE);
        account.turns = TestTurns.over(account.engine);
        account.sync(true);

        Maildirs.deliver(account.maildir, 3 * PAGE + 2, 1);
        account.sync(true);

        assertThat(account.ledger("INBOX").stored()).isEqualTo(3);
        assertThat(account.ledger("Archive").stored()).isLessThan(3L * PAGE);
    }

    @Test
    void backfillDoesNotConnectWhileSyncsWaitForSlots() throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        account.turns = TestTurns.pressed(account.engine);

        var ran = account.sync(true);

        assertThat(ran.liveState()).contains("scheduled/snoozed");
        assertThat(ran.errorCode()).isEqualTo("makes-way");
        assertThat(account.account("state")).isEqualTo("pending");
        assertThat(account.sync(false).jobState()).contains("completed");
    }

    @Test
    @Tag("S9")
    void thirdConnectionInARowThatFailsPausesTheHost() {
        var cutOff = new SyncedAccount("nightmail", 2);
        cutOff.sync(true);
        cutOff.sync(false);
        assertThat(cutOff.sync(false).liveState()).contains("retryable/");

        var paused = cutOff.sync(false);

        assertThat(paused.errorCode()).isEqualTo("host-paused");
        assertThat(paused.liveState()).contains("scheduled/snoozed");
        assertThat(cutOff.account("sync_error")).isEqualTo("host-paused");
        assertThat(cutOff.account("state")).isEqualTo("warning");
    }

    @Test
    @Tag("S9")
    void hostIsPausedWhenItTurnsEverybodyAwayAndNotForOneAccountsLimits() {
        var busy = new SyncedAccount("nightmail", 5);
        for (int i = 0; i < 3; i++) {
            busy.sync(turnedAway("LOGIN"));
        }
        assertThat(busy.sync(false).liveState()).contains("retryable/");

        for (int i = 0; i < 2; i++) {
            busy.sync(turnedAway("greeting"));
        }

        assertThat(busy.sync(false).errorCode()).isEqualTo("host-paused");
    }

    private static AccountLogin.Login turnedAway(String command) {
        return () -> {
            throw ScriptedServer.refusal(command, "Too many simultaneous connections.");
        };
    }

    @Test
    @Tag("S9")
    void accountWhoseHostWasPausedByOthersIsSeenToFail() {
        var others = new SyncedAccount("nightmail", 3);
        for (int i = 0; i < 3; i++) {
            others.sync(true);
        }
        var fresh = new SyncedAccount("nightmail", 3);

        for (int i = 0; i < 3; i++) {
            assertThat(fresh.sync(true).errorCode()).isEqualTo("host-paused");
        }

        assertThat(fresh.account("state")).isEqualTo("warning");
        assertThat(fresh.facts("account.sync-failed")).hasSize(1);
    }

    @Test
    @Tag("S9")
    void pausedHostDoesNothingToAnAccountThatIsSwitchedOff() {
        var others = new SyncedAccount("nightmail", 4);
        for (int i = 0; i < 3; i++) {
            others.sync(true);
        }
        others.pause();

        assertThat(others.sync(false).jobState()).contains("cancelled");
        assertThat(others.account("state")).isEqualTo("paused");
    }

    @Test
    @Tag("J11")
    @Tag("S12")
    void cycleIsCountedOnceWhenItIsCommittedAndNotByADryRun() throws IOException {
        Maildirs.deliver(account.maildir, 0, 1);
        TestDatabase.asOwner(
                "UPDATE sync.account SET cycle_due_at = jobs.clock() WHERE id = '%s'"
                        .formatted(account.id));

        account.drySync(true);
        assertThat(cyclesWithin()).isZero();

        account.sync(true);
        assertThat(cyclesWithin()).isEqualTo(1);
    }

    @Test
    @Tag("J16")
    void whereCronDrivesABackfillGoesToItsEnd() throws IOException {
        Maildirs.deliver(account.maildir, 0, 2 * PAGE);
        account.turns = TestTurns.external(account.engine);

        var ran = account.sync(true);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("stored", 2L * PAGE);
    }

    private double cyclesWithin() {
        return account
                .wiring
                .meters
                .find("nightmail_sync_cycles")
                .tag("outcome", "within")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
