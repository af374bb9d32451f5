package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeardTest {

    @Test
    @Tag("P2")
    void verdictFailIsAnAnswerAndEveryOtherFaultOfAServiceIsNone() {
        assertThatCode(() -> heard(503, "{\"verdict\":\"fail\"}").checkInside("health"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> heard(503, "{\"verdict\":\"ok\"}").checkInside("health"))
                .hasMessageContaining("503");
        assertThatThrownBy(() -> heard(500, "{\"verdict\":\"fail\"}").checkInside("health"))
                .hasMessageContaining("500");
        assertThatThrownBy(() -> heard(503, "").checkInside("keys")).hasMessageContaining("503");
    }

    private static Heard heard(int status, String body) {
        return new Heard(status, List.of(), body);
    }
}
