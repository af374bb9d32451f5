package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of two processes the one that runs a first sync stands still or dies. The other goes on in its
 * place, and what the first still has in hand when it comes back counts for nothing.
 */
@Tag("J4")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PausedServiceIT {
    private static final String USER = "paused@nightmail.test";
    private static final int MESSAGES = 10_000;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);
    private static final int ROUNDS = 2;

    private final SystemUnderTest system;
    private final SyncReplica first;
    private final SyncReplica second;
    private final Map<String, Long> files;
    private final Takeovers paused = new Takeovers();
    private final Takeovers killed = new Takeovers();

    PausedServiceIT(SystemUnderTest system) throws IOException {
        this.system = system;
        first = new SyncReplica(system, 1);
        second = new SyncReplica(system, 2);
        files = system.mailbox(USER, MESSAGES).countsOfSelected();
    }

    /** So that each identity is known from its beginning. */
    @BeforeAll
    void stopTheFirst() {
        system.start(system.stack().sync());
        first.kill();
    }

    @BeforeEach
    void start() {
        first.start();
        second.start();
    }

    @AfterAll
    void stopTheSecond() {
        Replica.stopFurther(system.stack());
        System.out.println("of processes that stood still: " + paused);
        System.out.println("of processes that were killed: " + killed);
        System.out.printf(
                "writes refused to processes that had stood still: %d%n",
                first.timesLogged("stale write refused")
                        + second.timesLogged("stale write refused"));
    }

    @RepeatedTest(ROUNDS)
    @Tag("J5")
    void syncOfAProcessThatStandsStillIsTakenOverAndItsOwnWritesCountForNothing() {
        TestAccount account = startSync();
        SyncReplica stale = owner(account);

        Instant stood = stale.pause();
        boolean over = awaitTakeover(account);
        stale.resume();

        assertThat(over).isTrue();
        assertIsFinishedByTheOther(account, stood, paused);
    }

    @Test
    @Tag("J5")
    void openTransactionOfAProcessThatStandsStillDoesNotHoldItsJob() {
        TestAccount account = startSync();
        SyncReplica stale = owner(account);

        Instant stood = pauseInTheMiddleOfAChunk(stale);
        boolean over = awaitTakeover(account);
        stale.resume();

        assertThat(over).isTrue();
        assertIsFinishedByTheOther(account, stood, paused);
    }

    @RepeatedTest(ROUNDS)
    void syncOfAProcessThatDiesIsTakenOver() {
        TestAccount account = startSync();
        SyncReplica dead = owner(account);

        Instant died = dead.kill();
        boolean over = awaitTakeover(account);
        dead.start();

        assertThat(over).isTrue();
        assertIsFinishedByTheOther(account, died, killed);
    }

    private TestAccount startSync() {
        TestAccount account = TestAccount.add(system, UUID.randomUUID() + "@nightmail.test", USER);
        account.awaitProgress(MESSAGES / 4);
        return account;
    }

    private SyncReplica owner(TestAccount account) {
        if (first.runs(account)) {
            return first;
        }
        assertThat(second.runs(account)).isTrue();
        return second;
    }

    /** Its next chunk has to wait for a lock, which it gets only when it cannot go on any more. */
    private Instant pauseInTheMiddleOfAChunk(SyncReplica replica) {
        return system.database()
                .whileLocked(
                        "sync.message",
                        () -> {
                            assertThat(Await.until(TAKEN_OVER, this::aWriterWaits)).isTrue();
                            return replica.pause();
                        });
    }

    private boolean aWriterWaits() {
        return system.database()
                        .number(
                                "select count(*) from pg_locks where relation = 'sync.message'::regclass and not granted")
                > 0;
    }

    private boolean awaitTakeover(TestAccount account) {
        return Await.until(
                TAKEN_OVER.multipliedBy(2),
                () ->
                        system.database()
                                        .number(
                                                """
                                                select count(*) from (
                                                    select attempt from jobs.job where id = ?::uuid and state = 'running'
                                                    union all
                                                    select attempt from jobs.attempt where job_id = ?::uuid) a
                                                where attempt > 1
                                                """,
                                                account.job(),
                                                account.job())
                                > 0);
    }

    private void assertIsFinishedByTheOther(
            TestAccount account, Instant lost, Takeovers takeovers) {
        assertThat(account.awaitFirstSync()).isEqualTo("completed");
        assertThat(account.attempts()).containsExactly("rescued", "completed");
        Completeness.assertComplete(account, files);
        assertThat(takeovers.add(lost, account.attemptStarted(2))).isLessThan(TAKEN_OVER);
    }
}
