package dev.nightmail.common.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.testkit.SetTime;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P1")
class KeyRatesTest {

    private final SetTime time = new SetTime();
    private final KeyRates rates = new KeyRates(new TwoASecond(), time);

    private static final class TwoASecond implements KeyConfig {

        @Override
        public int rate() {
            return 2;
        }

        @Override
        public int burst() {
            return 3;
        }
    }

    @Test
    void keyMayAskAtOnceForItsBurstAndThenByItsRate() {
        spend("key:a", 3);
        assertTooMany("key:a");

        time.advance(Duration.ofMillis(499));
        assertTooMany("key:a");
        time.advance(Duration.ofMillis(1));
        spend("key:a", 1);
        assertTooMany("key:a");
    }

    @Test
    void restSavesUpNoMoreThanTheBurst() {
        spend("key:a", 1);

        time.advance(Duration.ofHours(1));

        spend("key:a", 3);
        assertTooMany("key:a");
    }

    @Test
    void oneKeyTakesNothingFromAnother() {
        spend("key:a", 3);

        assertThatCode(() -> spend("key:b", 3)).doesNotThrowAnyException();
    }

    @Test
    void callersOfBeforeAreForgottenAndNoneThatWaits() {
        spend("key:a", 3);
        for (int i = 0; i < 20_000; i++) {
            rates.spend("key:" + i);
        }

        assertTooMany("key:a");
    }

    private void spend(String actor, int times) {
        for (int i = 0; i < times; i++) {
            rates.spend(actor);
        }
    }

    private void assertTooMany(String actor) {
        assertThatThrownBy(() -> rates.spend(actor))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("more often");
    }
}
