package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands that do a service's work: beside a live one, which is not disturbed, and alone. */
@Tag("J21")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainIT {
    private static final String REBALANCES = "kafka_consumer_coordinator_rebalance_total.*";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final SystemUnderTest system;
    private final ServiceProcess notification;

    DrainIT(SystemUnderTest system) {
        this.system = system;
        notification = system.stack().notification();
    }

    @BeforeEach
    void start() {
        system.start(system.stack().sync(), notification);
    }

    @Test
    void commandsBesideALiveServiceRebalanceNoConsumer() throws Exception {
        var live = Replica.of(system, notification, 1);
        assertThat(Await.until(LONGEST, () -> live.counted(REBALANCES) > 0)).isTrue();
        long before = live.counted(REBALANCES);

        for (var words :
                List.of(
                        "schedule tick --json",
                        "jobs test notification.send-notification --json",
                        "queue drain --max-time 1m",
                        "queue drain --queue notifications --max-time 1m")) {
            var ended = ServiceCommand.run(system, notification, words.split(" "));
            assertThat(ended.code()).as(words + ": " + ended.printed()).isZero();
        }

        assertThat(live.counted(REBALANCES)).isEqualTo(before);
    }

    @Test
    @Tag("J16")
    void withoutAServiceADrainTakesItsFactsInAndDoesWhatFollows() throws Exception {
        system.kill(notification.name());
        var refused = TestAccount.addRefused(system);
        assertThat(refused.awaitFirstSync()).isEqualTo("failed");

        // Kafka hears of a death after ten seconds; until then facts are left to who died.
        Await.until(LONGEST.multipliedBy(3), () -> drain() && notices(refused) > 0);

        assertThat(notices(refused)).isOne();

        system.start(notification);
        assertThat(drain()).isTrue();
        assertThat(notices(refused)).isOne();
    }

    private boolean drain() {
        try {
            var ended =
                    ServiceCommand.run(system, notification, "queue", "drain", "--max-time", "1m");
            assertThat(ended.code()).as(ended.printed()).isZero();
            return ended.printed().contains("nothing is left");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long notices(TestAccount account) {
        return system.sink().noticesOf(account.job());
    }

    @Test
    void sampleOfAKindRunsDryWithoutItsService() throws Exception {
        var ended =
                ServiceCommand.run(
                        system, system.stack().mail(), "jobs", "test", "mail.send-message");

        assertThat(ended.code()).as(ended.printed()).isZero();
        assertThat(ended.printed()).contains("would end", "cancelled");
    }
}
