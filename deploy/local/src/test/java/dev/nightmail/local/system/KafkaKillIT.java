package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job that failed for good is told to the operator, once, whatever becomes of Kafka. */
@Tag("A4")
@ExtendWith(SystemExtension.class)
class KafkaKillIT {
    private static final Duration DELIVERY = Duration.ofSeconds(60);
    private static final int JOBS = 5;

    private final SystemUnderTest system;

    KafkaKillIT(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeEach
    void start() {
        system.start(system.stack().sync(), system.stack().notification());
    }

    @AfterEach
    void startKafka() {
        system.startServers();
    }

    @Test
    void jobThatFailedForGoodIsToldToTheOperatorOnce() {
        TestAccount refused = TestAccount.addRefused(system);

        assertThat(refused.awaitFirstSync()).isEqualTo("failed");

        assertAreToldOnce(List.of(refused));
    }

    @Test
    @Tag("A5")
    void factsWaitInTheOutboxWhileKafkaIsDeadAndArriveOnceAfterwards() {
        system.kill("kafka");
        List<TestAccount> refused =
                Stream.generate(() -> TestAccount.addRefused(system)).limit(JOBS).toList();

        refused.forEach(account -> assertThat(account.awaitFirstSync()).isEqualTo("failed"));

        assertThat(refused).allMatch(account -> waiting(account) == 1);
        assertThat(List.of(system.stack().sync(), system.stack().notification()))
                .allMatch(ServiceProcess::isReady);
        assertThat(refused).allMatch(account -> system.sink().noticesOf(account.job()) == 0);

        system.startServers();

        assertAreToldOnce(refused);
    }

    @Test
    @Tag("A5")
    void serviceStartedWhileKafkaIsDeadComesUpAndGoesOnByItself() {
        system.kill("kafka");
        system.kill(system.stack().notification().name());
        system.start(system.stack().notification());
        TestAccount refused = TestAccount.addRefused(system);
        assertThat(refused.awaitFirstSync()).isEqualTo("failed");

        system.startServers();

        assertAreToldOnce(List.of(refused));
    }

    /**
     * Once all have come and nothing of them is on its way any more, there is one notice of each.
     */
    private void assertAreToldOnce(List<TestAccount> refused) {
        assertThat(
                        Await.until(
                                DELIVERY,
                                Duration.ofMillis(200),
                                () -> refused.stream().allMatch(this::isTold)))
                .as("each is told, and nothing more of it is on its way")
                .isTrue();
        assertThat(refused).allSatisfy(account -> assertThat(notices(account)).isOne());
    }

    private boolean isTold(TestAccount account) {
        return notices(account) > 0 && waiting(account) == 0 && queued(account) == 0;
    }

    private long notices(TestAccount account) {
        return system.sink().noticesOf(account.job());
    }

    private long waiting(TestAccount account) {
        return system.database()
                .number(
                        "select count(*) from events.outbox where key like '%/' || ?",
                        account.job());
    }

    private long queued(TestAccount account) {
        return system.database()
                .number(
                        """
                        select count(*) from notify.notification
                        where subject_id = ?::uuid and state = 'queued'
                        """,
                        account.job());
    }
}
