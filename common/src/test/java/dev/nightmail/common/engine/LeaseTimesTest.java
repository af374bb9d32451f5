package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process must know that its lease is over before others do. */
@Tag("J4")
class LeaseTimesTest {

    @ParameterizedTest
    @CsvSource({
        "PT7S, PT7S, PT10S",
        "PT2S, PT10S, PT10S",
        "PT2S, PT12S, PT10S",
        "PT8S, PT7S, PT10S"
    })
    void heartbeatIsShorterThanTheSelfStopAndThatShorterThanTheLease(
            Duration heartbeat, Duration selfStop, Duration lease) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lease.check(TestConfig.ofLease(heartbeat, selfStop, lease)))
                .withMessageContainingAll(
                        "nightmail.jobs.heartbeat",
                        "nightmail.jobs.self-stop",
                        "nightmail.jobs.lease");
        Lease.check(TestConfig.usual());
    }
}
