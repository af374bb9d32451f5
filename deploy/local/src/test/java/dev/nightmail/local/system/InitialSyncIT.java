package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** First syncs of 20,000 messages whose process is killed: each message is stored, and once. */
@Tag("S3")
@Tag("S5")
@Tag("J4")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InitialSyncIT {
    private static final String USER = "initial@nightmail.test";
    private static final int MESSAGES = 20_000;
    private static final long SEED = 4711;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);
    private static final Duration TAKEN_OVER_WHEN_READY = Duration.ofSeconds(5);

    private final SystemUnderTest system;
    private Map<String, Long> files = Map.of();

    InitialSyncIT(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    void fill() throws IOException {
        files = system.mailbox(USER, MESSAGES).countsOfSelected();
    }

    @BeforeEach
    void start() {
        system.start(system.stack().sync());
    }

    @Test
    void firstSyncKilledInTheMiddleGoesOnFromItsPage() {
        TestAccount account = TestAccount.add(system, "killed-once@nightmail.test", USER);
        Set<String> before = killAt(account, 6_000);
        Instant killed = Instant.now();
        system.start(system.stack().sync());
        Instant ready = Instant.now();

        assertThat(account.awaitFirstSync()).isEqualTo("completed");

        assertThat(account.attempts()).containsExactly("rescued", "completed");
        assertThat(account.attemptStarted(2))
                .isBefore(later(killed.plus(TAKEN_OVER), ready.plus(TAKEN_OVER_WHEN_READY)));
        assertThat(before).hasSizeGreaterThanOrEqualTo(6_000);
        assertIsComplete(account, before);
    }

    @Test
    void firstSyncKilledAgainAndAgainStoresEachMessageOnce() {
        TestAccount account = TestAccount.add(system, "killed-twice@nightmail.test", USER);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Set<String> before = new TreeSet<>();
        List<String> attempts = new ArrayList<>();
        for (int from : List.of(1, 7_000)) {
            before.addAll(killAt(account, from + random.nextInt(6_000)));
            attempts.add("rescued");
            system.start(system.stack().sync());
        }

        assertThat(account.awaitFirstSync()).isEqualTo("completed");

        attempts.add("completed");
        assertThat(account.attempts()).isEqualTo(attempts);
        assertIsComplete(account, before);
    }

    /** Kills the service once so much is synced; what it had stored. */
    private Set<String> killAt(TestAccount account, long messages) {
        account.awaitProgress(messages);
        system.kill(system.stack().sync().name());
        Set<String> stored = account.messages();
        assertThat(stored).hasSizeLessThan(Math.toIntExact(Completeness.sum(files)));
        return stored;
    }

    private void assertIsComplete(TestAccount account, Set<String> storedBefore) {
        Completeness.assertComplete(account, files);
        Set<String> lost = new TreeSet<>(storedBefore);
        lost.removeAll(account.messages());
        assertThat(lost).isEmpty();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
