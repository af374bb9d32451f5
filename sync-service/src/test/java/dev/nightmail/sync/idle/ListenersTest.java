package dev.nightmail.sync.idle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.mailbox.SyncedAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S6")
class ListenersTest {

    private final TestJobs engine = new TestJobs();
    private final SyncedAccount account = new SyncedAccount(engine, 20);
    private final BreakableLine line = new BreakableLine();
    private final Listeners one = process();
    private final Listeners other = process();

    ListenersTest() throws IOException {
        deliver(1);
        account.sync(true);
        account("idle = true");
    }

    @AfterEach
    void hangUp() throws InterruptedException, IOException {
        account("idle = false");
        one.stop();
        other.stop();
        line.close();
    }

    @Test
    void deliveredMailMakesTheAccountDueAtOnceAndItsSyncStoresIt() throws IOException {
        until(one, () -> one.listening() == 1);
        assertThat(engine.enqueued(SyncKinds.AGAIN, account.tenant)).isEmpty();

        deliver(2);
        until(one, () -> engine.enqueued(SyncKinds.AGAIN, account.tenant).size() == 1);

        engine.drain(account.tenant, account.job(false));
        assertThat(account.facts("mailbox.page-stored")).hasSize(2);
    }

    @Test
    void whatIsHeardWhileASyncLivesIsAskedForWhenThatIsOver() throws IOException {
        until(one, () -> one.listening() == 1);
        deliver(2);
        until(one, () -> engine.enqueued(SyncKinds.AGAIN, account.tenant).size() == 1);
        deliver(3);
        for (int i = 0; i < 20; i++) {
            one.round();
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(engine.enqueued(SyncKinds.AGAIN, account.tenant)).hasSize(1);

        engine.drain(account.tenant, account.job(false));
        until(one, () -> engine.enqueued(SyncKinds.AGAIN, account.tenant).size() == 1);
    }

    @Test
    void oneProcessListensAndAnotherTakesOverWhenItIsDead() {
        until(one, () -> one.listening() == 1);
        for (int i = 0; i < 5; i++) {
            other.round();
        }
        assertThat(other.listening()).isZero();

        engine.later(Duration.ofSeconds(19));
        other.round();
        assertThat(other.listening()).isZero();
        engine.later(Duration.ofSeconds(2));
        until(other, () -> other.listening() == 1);

        one.renew();
        until(other, () -> one.listening() == 0);
        assertThat(other.listening()).isOne();
    }

    @Test
    void accountWhoseInboxIsALabelIsNotDueAtEachConnection() throws IOException {
        SampleMailboxes.deliver(account.maildir.resolve(".All"), mail(7), "");
        account.sync(false);
        mailbox("All", "role = 'all'");
        mailbox(
                "INBOX",
                "selected = false, deselected_for = 'label', uid_validity = 0, uid_next = 0, exists_count = 0");

        until(one, () -> one.listening() == 1);
        one.round();

        assertThat(engine.enqueued(SyncKinds.AGAIN, account.tenant)).isEmpty();
        deliver(2);
        until(one, () -> engine.enqueued(SyncKinds.AGAIN, account.tenant).size() == 1);
    }

    @Test
    void processThatStopsLeavesItsAccountsToOthersAtOnce() throws InterruptedException {
        until(one, () -> one.listening() == 1);

        one.stop();

        until(other, () -> other.listening() == 1);
    }

    @Test
    void accountWhoseOwnerDoesNotWantItAnyMoreIsNotListenedTo() {
        until(one, () -> one.listening() == 1);

        account("idle = false");
        one.renew();

        until(other, () -> one.listening() == 0);
    }

    @Test
    void brokenConnectionComesBackAfterAPause() throws IOException {
        until(one, () -> one.listening() == 1);

        line.cut();
        until(other, () -> one.listening() == 0);
        for (int i = 0; i < 3; i++) {
            one.round();
        }
        assertThat(one.listening()).isZero();
        engine.later(Duration.ofSeconds(13));

        until(one, () -> one.listening() == 1);
    }

    private void deliver(int n) throws IOException {
        SampleMailboxes.deliver(account.maildir, mail(n), "");
    }

    private static byte[] mail(int n) {
        return "From: ada@example.com\r\nMessage-ID: <%d@example.com>\r\n\r\nhello\r\n"
                .formatted(n)
                .getBytes(ISO_8859_1);
    }

    private void mailbox(String name, String change) {
        TestDatabase.asOwner(
                "UPDATE sync.mailbox SET %s WHERE account_id = '%s' AND name = '%s'"
                        .formatted(change, account.id, name));
    }

    private void account(String change) {
        engine.sql.transact(
                Access.request(account.tenant),
                () ->
                        engine.sql.update(
                                "UPDATE sync.account SET " + change + " WHERE id = ?", account.id));
    }

    /** Goes round until it is so. */
    private static void until(Listeners process, BooleanSupplier isSo) {
        for (int i = 0; i < 300; i++) {
            process.round();
            if (isSo.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("It never is");
    }

    private Listeners process() {
        var imap =
                new ImapClient(
                        new ImapSettings(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(20),
                                Optional.of(TestServers.certificateAuthority())),
                        (_, _) -> line.address());
        var rows = new IdleRepository(engine.sql);
        return new Listeners(
                new Leases(engine.sql, rows, engine.jobs),
                new Ways(engine.sql, account.accounts(), rows, imap),
                TestSettings::usual,
                new IdleMetrics(new SimpleMeterRegistry()),
                System::nanoTime);
    }
}
