package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Priority;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a claim passes by because the one before it left nothing there. */
@Tag("J9")
class FrontTest {

    /** Its rank. */
    private static final int NORMAL = 2;

    private final TestQueue queue = new TestQueue();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void nothingIsPassedByOfTenantsThatAClaimDidNotComeTo() {
        for (int count = 0; count < 20; count++) {
            queue.fill(UUID.randomUUID(), Priority.NORMAL, 3);
        }
        queue.engine.clock.advance(Duration.ofHours(1));

        int claimed = 0;
        for (int claim = 0; claim < 30; claim++) {
            claimed += queue.claim(claim % 3 == 0 ? 8 : 2).claims().size();
        }

        assertThat(claimed).isEqualTo(60);
    }

    @Test
    void nothingIsPassedByOfAPriorityThatAClaimDidNotComeTo() {
        queue.fill(tenant, Priority.HIGH, 5);
        queue.fill(tenant, Priority.LOW, 5);
        queue.engine.clock.advance(Duration.ofHours(1));

        assertThat(queue.claim(5).claims()).hasSize(5);
        assertThat(queue.claim(5).claims()).hasSize(5);
    }

    @Test
    void claimBeginsBehindWhatItsTenantsHadAndTakesWhatTheyHaveLeft() {
        var other = UUID.randomUUID();
        queue.fill(tenant, Priority.NORMAL, 10);
        queue.fill(other, Priority.NORMAL, 3);
        queue.engine.clock.advance(Duration.ofHours(1));

        var first = queue.claim(6);
        var second = queue.claim(6);

        assertThat(first.fronts().get(NORMAL)).isPresent();
        assertThat(first.claims()).hasSize(6);
        assertThat(second.claims()).hasSizeGreaterThan(3);
        assertThat(queue.claim(6).claims().size() + second.claims().size()).isEqualTo(7);
    }
}
