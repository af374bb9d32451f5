package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that dies delays its own work and nobody else's, and does it when it is back. */
@Tag("A2")
@Tag("A5")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceKillIT {
    private static final String USER = "steady@nightmail.test";
    private static final int MESSAGES = 200;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String PRUNE = "maintenance.prune-jobs";

    private final SystemUnderTest system;
    private final Maildir maildir;
    private final TestAccount account;

    ServiceKillIT(SystemUnderTest system) throws IOException {
        this.system = system;
        maildir = system.mailbox(USER, MESSAGES);
        startAll();
        account = newAccount();
        assertThat(account.awaitFirstSync()).isEqualTo("completed");
    }

    @BeforeEach
    void startAll() {
        system.start(system.stack().services().toArray(ServiceProcess[]::new));
    }

    @Test
    void withoutSyncServiceMailIsSentAndDueAccountsWait() throws IOException {
        killAndCheckTheOthers(system.stack().sync());
        maildir.deliver("INBOX", 7);
        account.makeDue();

        assertMailIsSent();
        assertThat(account.counts()).isNotEqualTo(maildir.countsOfSelected());

        startAll();
        await(() -> account.counts().equals(maildir.countsOfSelected()));
        assertThat(account.counts()).isEqualTo(maildir.countsOfSelected());
    }

    @Test
    void withoutMailServiceSyncsGoOnAndMailTakenOverIsSentLater() {
        TestEmail email = TestEmail.post(account);
        killAndCheckTheOthers(system.stack().mail());

        assertSyncCompletes();

        startAll();
        assertThat(email.awaitEnd()).isIn("completed", "uncertain");
        assertThat(email.arrivals()).isLessThanOrEqualTo(1);
        assertMailIsSent();
    }

    @Test
    void withoutNotificationServiceTheOthersGoOnAndNoticesComeLater() {
        killAndCheckTheOthers(system.stack().notification());
        TestAccount refused = TestAccount.addRefused(system);

        assertThat(refused.awaitFirstSync()).isEqualTo("failed");
        assertSyncCompletes();
        assertMailIsSent();

        startAll();
        await(() -> system.sink().noticesOf(refused.job()) > 0);
        assertThat(system.sink().noticesOf(refused.job())).isOne();
    }

    @Test
    @Tag("J14")
    void withoutMaintenanceServiceTheOthersGoOnAndMissedTicksAreCaughtUp() {
        killAndCheckTheOthers(system.stack().maintenance());
        system.database()
                .change(
                        "update jobs.schedule set last_tick = now() - interval '3 days' where name = ?",
                        PRUNE);

        assertSyncCompletes();
        assertMailIsSent();
        assertThat(ticks("caught-up")).isZero();

        startAll();
        await(() -> pruned() > 0);
        assertThat(List.of(ticks("caught-up"), ticks("skipped-late"), pruned()))
                .containsExactly(1L, 2L, 1L);
    }

    private void killAndCheckTheOthers(ServiceProcess service) {
        system.kill(service.name());
        assertThat(service.isRunning(system.layout())).isFalse();
        assertThat(system.stack().services())
                .filteredOn(other -> !other.equals(service))
                .allMatch(ServiceProcess::isReady);
    }

    private void assertSyncCompletes() {
        TestAccount fresh = newAccount();
        assertThat(fresh.awaitFirstSync()).isEqualTo("completed");
        assertThat(fresh.counts()).isEqualTo(maildir.countsOfSelected());
    }

    private void assertMailIsSent() {
        TestEmail email = TestEmail.post(account);
        assertThat(email.awaitEnd()).isEqualTo("completed");
        assertThat(email.arrivals()).isOne();
    }

    private TestAccount newAccount() {
        return TestAccount.add(system, UUID.randomUUID() + "@nightmail.test", USER);
    }

    private long ticks(String reason) {
        return system.database()
                .number(
                        "select count(*) from jobs.tick where schedule = ? and reason = ?",
                        PRUNE,
                        reason);
    }

    private long pruned() {
        return system.database()
                .number(
                        "select count(*) from jobs.attempt where kind = ? and job_state = 'completed'",
                        PRUNE);
    }

    private static void await(BooleanSupplier condition) {
        Await.until(LONGEST, Duration.ofMillis(200), condition);
    }
}
