package dev.nightmail.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A base is refused unless all 25 ports from it on can be had by anyone. */
@Tag("O4")
class PortsTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023, 65_511, 70_000})
    void baseOutsideTheRangeIsRefusedInOneLine(int base) {
        assertThatThrownBy(() -> Ports.from(base))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "--port-base is a number from 1024 to 65510: the stack takes 25 ports from it on");
    }

    @Test
    void firstAndLastOfTheRangeAreTaken() {
        assertThat(Ports.from(1024).postgres()).isEqualTo(1024);
        assertThat(Ports.from(65_510).sinkWeb()).isEqualTo(65_517);
    }
}
