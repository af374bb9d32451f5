package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.imap.ScriptedServer.Line;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that end at each byte of what a server says in a sync. */
@Tag("S3")
@Tag("S5")
class CutLineTest {

    private static final int AT_ONCE = 8;

    /** Every so many bytes; {@code -Dnightmail.cuts.step=1} tries each, and takes some minutes. */
    private static final int STEP = Integer.getInteger("nightmail.cuts.step", 11);

    @Test
    void firstSyncThatIsCutAtAnyByteLosesNothingAndStoresNothingTwice() throws Exception {
        int bytes = bytesOfASync(account(), "", OddInbox.of(2));

        assertThat(bytes).isGreaterThan(300);
        atEachByte(bytes, CutLineTest::cutFirstSync);
    }

    @Test
    @Tag("S4")
    void laterSyncThatIsCutAtAnyByteMovesItsWatermarksTogetherOrNotAtAll() throws Exception {
        var account = account();
        account.sync(inboxOfThree());
        int bytes = bytesOfASync(account, ModSeqInbox.CAPABILITIES, changed());

        assertThat(bytes).isGreaterThan(300);
        atEachByte(bytes, CutLineTest::cutLaterSync);
    }

    /** What is tried at one byte, with an account of which nothing is stored. */
    private interface Cut {
        void at(int bytes, SyncedAccount account) throws IOException;
    }

    /** Some at a time, since most of it is waiting for the database. */
    private static void atEachByte(int bytes, Cut cut) throws Exception {
        var accounts = new ArrayBlockingQueue<SyncedAccount>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            accounts.add(account());
        }
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var tries =
                    IntStream.iterate(0, each -> each < bytes, each -> each + STEP)
                            .mapToObj(each -> pool.submit(() -> at(each, cut, accounts)))
                            .toList();
            for (var each : tries) {
                each.get();
            }
        }
    }

    private static int at(int bytes, Cut cut, BlockingQueue<SyncedAccount> accounts)
            throws IOException, InterruptedException {
        var account = accounts.take();
        try {
            cut.at(bytes, account);
            forget(account);
            return bytes;
        } finally {
            accounts.add(account);
        }
    }

    private static void forget(SyncedAccount account) {
        change(account, "DELETE FROM sync.message WHERE account_id = ?");
        change(account, "DELETE FROM sync.mailbox WHERE account_id = ?");
        change(account, "DELETE FROM sync.received WHERE account_id = ?");
        change(account, "UPDATE sync.account SET cursor_at = NULL, filled_at = NULL WHERE id = ?");
    }

    private static void change(SyncedAccount account, String statement) {
        account.engine.sql.transact(
                Access.worker(account.tenant),
                () -> account.engine.sql.update(statement, account.id));
    }

    private static void cutFirstSync(int cut, SyncedAccount account) throws IOException {
        var inbox = OddInbox.of(2);

        sync(account, "", inbox, Line.cutAfter(cut));

        assertThat(account.messages("uid")).as("cut at %d", cut).doesNotHaveDuplicates();
        assertThat(account.quarantine()).isEmpty();
        if (isVerified(account)) {
            assertThat(account.messages("uid")).containsExactly("1", "2");
        }
        var before = account.messages("id");

        account.sync(inbox);

        assertThat(account.messages("uid")).as("cut at %d", cut).containsExactly("1", "2");
        assertThat(account.messages("id")).containsAll(before);
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    private static void cutLaterSync(int cut, SyncedAccount account) throws IOException {
        account.sync(inboxOfThree());
        var kept = account.messages("id || ' ' || uid");
        var watermarks = watermarks(account);
        var told = told(account);
        var changed = changed();

        sync(account, ModSeqInbox.CAPABILITIES, changed, Line.cutAfter(cut));

        if (!watermarks(account).equals(watermarks)) {
            assertIsAsChanged(account, kept);
        }
        assertThat(account.messages("uid")).contains("2", "3").doesNotHaveDuplicates();

        account.sync(changed);

        assertIsAsChanged(account, kept);
        assertThat(account.ledger("INBOX").complete()).isTrue();
        assertThat(told(account))
                .as("cut at %d", cut)
                .isEqualTo(new Told(told.received() + 1, told.removed() + 1));
    }

    /** How many messages were told to have come and gone. */
    private record Told(int received, int removed) {}

    private static Told told(SyncedAccount account) {
        return new Told(
                account.facts("message.received").size(), account.facts("message.removed").size());
    }

    private static void assertIsAsChanged(SyncedAccount account, List<String> kept) {
        assertThat(account.messages("uid || ' ' || array_to_string(flags, ',')"))
                .containsExactly("2 \\Flagged", "3 ", "4 ");
        assertThat(account.messages("id || ' ' || uid")).containsAll(kept.subList(1, 3));
    }

    private static ModSeqInbox inboxOfThree() {
        return ModSeqInbox.of(3);
    }

    /** One is gone, one is flagged, and one has come. */
    private static ModSeqInbox changed() {
        var inbox = inboxOfThree();
        inbox.expunge(1);
        inbox.flag(2, "\\Flagged");
        inbox.add();
        return inbox;
    }

    /** One with a server of its own, which is as trusted as a new one. */
    private static SyncedAccount account() {
        var account = new SyncedAccount();
        change(account, "UPDATE sync.account SET imap_host = id || '.example' WHERE id = ?");
        return account;
    }

    private static int bytesOfASync(
            SyncedAccount account, String capabilities, UnaryOperator<String> inbox)
            throws IOException {
        var bytes = new AtomicInteger();
        sync(
                account,
                capabilities,
                inbox,
                (out, all) -> {
                    bytes.addAndGet(all.length);
                    out.write(all);
                });
        assertThat(account.ledger("INBOX").complete()).isTrue();
        return bytes.get();
    }

    private static void sync(
            SyncedAccount account, String capabilities, UnaryOperator<String> inbox, Line line)
            throws IOException {
        var greeted =
                capabilities.isEmpty()
                        ? ScriptedServer.answering(inbox)
                        : ScriptedServer.announcing(capabilities, inbox);
        try (var server = greeted.over(line)) {
            account.sync(server::login);
        }
    }

    private static boolean isVerified(SyncedAccount account) {
        return account.ledger().stream().anyMatch(mailbox -> mailbox.verifiedAt().isPresent());
    }

    private static List<String> watermarks(SyncedAccount account) {
        return account.engine.sql.transaction(
                Access.request(account.tenant),
                () ->
                        account.engine.sql.query(
                                "SELECT concat_ws(' ', uid_validity, uid_next, highest_modseq,"
                                        + " exists_count, verified_at) FROM sync.mailbox WHERE"
                                        + " account_id = ?",
                                row -> row.getString(1),
                                account.id));
    }
}
