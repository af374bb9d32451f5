package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Child;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The database stands still or dies in the middle of a first sync and of mail, or gives up a
 * transaction in which nothing is done. Callers are told to come again, nobody dies with it, and
 * everything is finished without help.
 */
@Tag("A5")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseOutageIT {
    private static final String USER = "outage@nightmail.test";
    private static final int MESSAGES = 8_000;
    private static final int MAILS = 10;

    /** Longer than a lease, and than the heartbeat's patience with a socket. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private static final Duration DEATH = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final String AGAIN = "503 application/problem+json, again after 5";

    private final SystemUnderTest system;
    private final Map<String, Long> files;
    private final List<TestEmail> emails = new ArrayList<>();
    private Map<String, Child> processes = Map.of();

    DatabaseOutageIT(SystemUnderTest system) throws IOException {
        this.system = system;
        files = system.mailbox(USER, MESSAGES).countsOfSelected();
    }

    @BeforeEach
    void start() {
        system.start(system.stack().services().toArray(ServiceProcess[]::new));
        processes = system.processes();
        emails.clear();
    }

    @AfterEach
    void resume() {
        system.resume(system.stack().mail().name());
        system.resume("postgres");
        system.resume("smtp");
        system.startServers();
    }

    @Test
    void whatWasUnderWayWhenTheDatabaseStoodStillIsFinished() {
        TestAccount account = startSyncAndMail();
        system.pause("postgres");
        system.resume("smtp");
        Callers callers = new Callers(account);
        callers.ask(PAUSE);
        system.resume("postgres");

        assertWereToldToComeAgain(callers);
        assertIsFinished(account);
    }

    @Test
    void whatWasUnderWayWhenTheDatabaseDiedIsFinished() {
        TestAccount account = startSyncAndMail();
        system.resume("smtp");
        system.kill("postgres");
        Callers callers = new Callers(account);
        callers.ask(DEATH);
        system.startServers();

        assertWereToldToComeAgain(callers);
        assertIsFinished(account);
    }

    @Test
    void callerOfAServiceThatStoodStillInItsTransactionIsToldToComeAgain() throws IOException {
        String address = UUID.randomUUID() + "@nightmail.test";
        system.mailbox(address, 0);
        TestAccount account = TestAccount.add(system, address, address);
        Callers callers = new Callers(account);
        UUID key = UUID.randomUUID();
        system.database()
                .whileLocked(
                        "mail.idempotency_key",
                        () -> {
                            callers.handIn(key);
                            assertThat(Await.until(DEATH, () -> writers(false) == 1)).isTrue();
                            return system.pause(system.stack().mail().name());
                        });
        boolean isGivenUp = Await.until(PAUSE, () -> writers(true) == 0);
        system.resume(system.stack().mail().name());

        assertThat(isGivenUp).isTrue();
        assertThat(callers.answers()).containsExactly(Map.entry(AGAIN, 1L));
        Replica mail = Replica.of(system, system.stack().mail(), 1);
        TestEmail.postSlowOnce(account, mail, key).assertIsSentOnceOrUncertain();
    }

    /** Transactions that write under an Idempotency-Key, or wait until they may. */
    private long writers(boolean mayWrite) {
        return system.database()
                .number(
                        """
                        select count(*) from pg_locks
                        where relation = 'mail.idempotency_key'::regclass and mode = 'RowExclusiveLock' and granted = ?
                        """,
                        mayWrite);
    }

    /** A first sync in its middle, and as much mail in the hands of a server that is slow. */
    private TestAccount startSyncAndMail() {
        system.pause("smtp");
        TestAccount account = TestAccount.add(system, UUID.randomUUID() + "@nightmail.test", USER);
        for (int i = 0; i < MAILS; i++) {
            emails.add(TestEmail.post(account));
        }
        account.awaitProgress(MESSAGES / 4);
        return account;
    }

    private void assertWereToldToComeAgain(Callers callers) {
        Map<String, Long> answers = callers.answers();
        System.out.println("answers while the database was away: " + answers);
        assertThat(answers).containsKeys(AGAIN, "live 200");
        assertThat(answers.keySet()).isSubsetOf(AGAIN, "200", "live 200");
    }

    private void assertIsFinished(TestAccount account) {
        assertThat(system.processes()).isEqualTo(processes);
        assertThat(
                        Await.until(
                                RECOVERY,
                                () ->
                                        system.stack().services().stream()
                                                .allMatch(ServiceProcess::isReady)))
                .isTrue();
        assertThat(account.awaitFirstSync()).isEqualTo("completed");
        emails.forEach(TestEmail::assertIsSentOnceOrUncertain);
        Completeness.assertComplete(account, files);
        assertThat(finalAttempts(account.job())).isOne();
        assertThat(emails).allSatisfy(email -> assertThat(ends(email)).isOne());
    }

    /** An uncertain job waits for a person; every other one has ended. */
    private long ends(TestEmail email) {
        return finalAttempts(email.job())
                + system.database()
                        .number(
                                "select count(*) from jobs.job where id = ?::uuid and reason = 'uncertain'",
                                email.job());
    }

    private long finalAttempts(String job) {
        return system.database()
                .number(
                        "select count(*) from jobs.attempt where job_id = ?::uuid and job_state is not null",
                        job);
    }
}
