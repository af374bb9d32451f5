package dev.nightmail.common.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in a setting. */
@Tag("J20")
class FormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "whole number from 1 to 5000 | 1, 5000 | 0, 5001, -1, 1.5, many, 99999999999",
                "whole number from 0 | 0, 2147483647 | -1, 2147483648",
                "number from 0 to 1 | 0, 0.2, 1 | -0.1, 1.1, x",
                "number from 1 | 1, 2.5 | 0.9, NaN",
                "duration from 7d | 7d, 400d, 168h, PT168H | 6d, 167h, -1d, 7x, soon",
                "duration from 100ms | 100ms, 2500ms, 10s, 1 | 99ms, 0",
                "true or false | true, FALSE | yes, 1",
                "one of api, worker, both | api, WORKER | apis, a",
                "text | anything | ",
            })
    void valuesUpToTheBoundsAreAllowedAndNoneBeyond(String text, String good, String bad) {
        var form = Form.of(text);

        assertThat(good.split(", ", -1)).allMatch(form::admits);
        if (bad != null) {
            assertThat(bad.split(", ", -1)).noneMatch(form::admits);
        }
        assertThat(form.text()).isEqualTo(text);
    }

    @Test
    void emptyValueIsNoNumberAndNoDuration() {
        assertThat(Form.of("duration from 1s").admits("")).isFalse();
        assertThat(Form.of("whole number from 1").admits("")).isFalse();
    }

    @Test
    void textThatIsNoFormIsRefused() {
        assertThatThrownBy(() -> Form.of("a number or so")).hasMessageContaining("a number or so");
    }
}
