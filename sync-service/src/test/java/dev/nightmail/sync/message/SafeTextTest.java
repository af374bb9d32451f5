package dev.nightmail.sync.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void nulIsRemoved() {
        assertThat(SafeText.of("a\0b", 10)).isEqualTo("ab");
    }

    @Test
    void halfOfAPairIsReplacedAndAWholePairStays() {
        assertThat(SafeText.of("a\uD83Cb\uDF33", 10)).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(SafeText.of("🌳", 10)).isEqualTo("🌳");
    }

    @Test
    void textAtTheLimitStaysAndLongerTextIsCut() {
        assertThat(SafeText.of("abc", 3)).isEqualTo("abc");
        assertThat(SafeText.of("abcd", 3)).isEqualTo("abc");
    }

    @Test
    void pairIsNotCutInTwo() {
        assertThat(SafeText.of("ab🌳", 4)).isEqualTo("ab🌳");
        assertThat(SafeText.of("ab🌳", 3)).isEqualTo("ab");
    }
}
