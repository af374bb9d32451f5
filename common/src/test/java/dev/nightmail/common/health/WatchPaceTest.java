package dev.nightmail.common.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.LiveEngine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the thread goes on that looks at everything. */
@Tag("J19")
@Timeout(60)
class WatchPaceTest {

    private final TestHealth health = TestHealth.empty();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicReference<AlertConfig> settings = new AtomicReference<>(TestHealth.usual());
    private final Watch watch =
            new Watch(
                    health.sql,
                    health.alerts(),
                    health.engine.outbox,
                    this::ask,
                    List.of(counting()));

    @AfterEach
    void close() throws InterruptedException {
        watch.stop();
        health.close();
    }

    /** The second is longer than a number of nanoseconds can say. */
    @ParameterizedTest
    @ValueSource(strings = {"1h", "P200000D"})
    void intervalThatIsMadeShorterCountsWithinSeconds(String interval) {
        settings.set(TestHealth.with("interval", interval));
        watch.start();
        // Once by the look, and then by the rest.
        LiveEngine.until(() -> asked.get() >= 2);
        int before = looked.get();

        settings.set(TestHealth.with("interval", "1s"));

        LiveEngine.until(() -> looked.get() >= before + 2);
        assertThat(asked).hasValueGreaterThan(2);
    }

    @Test
    void errorOfAProbeDoesNotEndTheThread() {
        settings.set(TestHealth.with("interval", "1s"));
        watch.start();
        LiveEngine.until(() -> looked.get() >= 2);

        assertThat(looked).hasValueGreaterThanOrEqualTo(2);
    }

    private AlertConfig ask() {
        asked.incrementAndGet();
        return settings.get();
    }

    private Probe counting() {
        return new Probe() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public List<Reading> look(Instant now) {
                if (looked.incrementAndGet() == 1) {
                    throw new AssertionError("a test");
                }
                return List.of();
            }
        };
    }
}
