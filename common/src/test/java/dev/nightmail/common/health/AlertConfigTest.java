package dev.nightmail.common.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbers of the specification. */
@Tag("J19")
@Tag("J20")
class AlertConfigTest {

    private final AlertConfig config = TestHealth.usual();

    @Test
    void criticalNumbersAreThoseOfTheSpecification() {
        assertThat(config.failuresInRow()).isEqualTo(3);
        assertThat(config.farTooSlow()).isEqualTo(2);
        assertThat(config.nothingRan()).isEqualTo(Duration.ofHours(24));
        assertThat(config.uncertain()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void warningNumbersAreThoseOfTheSpecification() {
        assertThat(config.slow()).isEqualTo(1.5);
        assertThat(config.success()).isEqualTo(0.9);
        assertThat(config.errors()).isEqualTo(0.1);
        assertThat(config.waiting()).isEqualTo(1000);
        assertThat(config.oldest()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.discarded()).isEqualTo(100);
    }

    @Test
    void otherNumbersAreThoseOfTheSettingsPage() {
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.calm()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.staleWrite()).isEqualTo(Duration.ofHours(1));
        assertThat(config.schedulerSilence()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.externalSilence()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.leastRuns()).isEqualTo(5);
    }
}
