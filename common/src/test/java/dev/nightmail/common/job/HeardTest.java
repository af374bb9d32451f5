package dev.nightmail.common.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Wakeup.Heard;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a poller is told, by its own process. */
@Tag("J3")
class HeardTest {

    private final Wakeup wakeup = new Wakeup();

    @Test
    void jobThatEndsIsNoNews() throws InterruptedException {
        wakeup.nudge();

        assertThat(await()).isEqualTo(Heard.NUDGE);
        assertThat(await()).isEqualTo(Heard.NOTHING);
    }

    @Test
    void ringIsHeardAmongNudges() throws InterruptedException {
        wakeup.nudge();
        wakeup.ring(Set.of("sync"));
        wakeup.nudge();

        assertThat(await()).isEqualTo(Heard.RING);
        assertThat(await()).isEqualTo(Heard.NOTHING);
    }

    private Heard await() throws InterruptedException {
        return wakeup.await(Duration.ZERO);
    }
}
