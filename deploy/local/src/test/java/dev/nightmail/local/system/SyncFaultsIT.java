package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.faults.Faults;
import dev.nightmail.local.faults.FirstSync;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A few hundred changes of mailboxes while everything that syncs them fails; {@code
 * nightmail.faults.seed} gives others, {@code nightmail.faults.operations} more of them.
 */
@Tag("S3")
@Tag("S4")
@Tag("S5")
@Tag("J4")
@Tag("A5")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncFaultsIT {

    private static final long SEED = Long.getLong("nightmail.faults.seed", 4711);
    private static final int OPERATIONS = Integer.getInteger("nightmail.faults.operations", 240);
    private static final int A_ROUND = 80;
    private static final int LETTERS = 120;

    private final SystemUnderTest system;

    SyncFaultsIT(SystemUnderTest system) {
        this.system = system;
    }

    @AfterAll
    void startForTheOtherTests() {
        system.start(system.stack().sync());
    }

    @Test
    void nothingIsLostAndNothingHappensTwiceWhateverFails() throws InterruptedException {
        var plan = new Faults.Plan(OPERATIONS, A_ROUND, SEED, "sdbox:~/sdbox", LETTERS);

        var wrong = new Faults(system.stack(), system.key(), plan, System.out::println).run();

        assertThat(wrong).isEmpty();
    }

    @Test
    void firstSyncThatIsKilledAsksForAPageAgainAndForNoMore() {
        system.start(system.stack().sync());

        var wrong =
                new FirstSync(system.stack(), system.key(), System.out::println)
                        .killed(2, 4_000, SEED);

        assertThat(wrong).isEmpty();
    }
}
