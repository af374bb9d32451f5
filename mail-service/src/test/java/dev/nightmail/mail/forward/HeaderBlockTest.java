package dev.nightmail.mail.forward;

import static dev.nightmail.mail.forward.TestHeaders.block;
import static dev.nightmail.mail.forward.TestHeaders.read;
import static dev.nightmail.mail.forward.TestHeaders.written;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.mail.forward.HeaderReading.Intact;
import dev.nightmail.mail.forward.HeaderReading.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M4")
class HeaderBlockTest {

    @Test
    void blockIsWrittenAsItWasRead() {
        var text =
                "Received: a\r\n\tb;\r\n  c\r\nSUBJECT : x\r\nX-Raw: \u00e4\u00ff \u0001\r\nEmpty:\r\n\r\n";

        assertThat(written(block(text))).isEqualTo(text);
    }

    @Test
    void bodyIsLeftInTheStream() throws IOException {
        var in = new ByteArrayInputStream("A: b\r\n\r\n\r\nbody\n\0\r".getBytes(ISO_8859_1));

        HeaderBlock.read(in);

        assertThat(in.readAllBytes()).isEqualTo("\r\nbody\n\0\r".getBytes(ISO_8859_1));
    }

    @Test
    void linesThatEndInLineFeedAloneBecomeWhole() {
        assertThat(written(block("A: b\n c\nD: e\n\nbody")))
                .isEqualTo("A: b\r\n c\r\nD: e\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b", "A: b\r\n", "A: b\n\n"})
    void messageMayEndInItsHeaders(String text) {
        assertThat(written(block(text))).isEqualTo("A: b\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " A: b\r\n\r\n",
                "From anna Mon Jan 1\r\nA: b\r\n\r\n",
                "A b\r\n\r\n",
                ": b\r\n\r\n",
                "A: b\r\nno field\r\n\r\n",
                "\u00c4: b\r\n\r\n"
            })
    void lineThatIsNoFieldIsRefused(String text) {
        assertThat(read(text)).isEqualTo(Unreadable.NOT_A_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b\rBcc: c\r\n\r\n", "A: b\r\r\n\r\n", "A: b\0\r\n\r\n", "A: b\r"})
    void whatReadersTakeForALineEndOrNotIsRefused(String text) {
        assertThat(read(text)).isEqualTo(Unreadable.STRAY_CONTROL);
    }

    @Test
    void blockMayBeLargeAndNoLarger() {
        var one = "A: " + "x".repeat(HeaderBlock.MAX_OCTETS - 5);

        assertThat(written(block(one + "\r\n\r\n"))).isEqualTo(one + "\r\n\r\n");
        assertThat(read(one + "x\r\n\r\n")).isEqualTo(Unreadable.TOO_LARGE);
    }

    @Test
    void fieldMayHaveManyFolds() {
        var text = "A: b" + "\r\n c".repeat(60_000) + "\r\n\r\n";

        assertThat(written(block(text))).isEqualTo(text);
    }

    @Test
    void blockMayHaveManyFieldsAndNoMore() {
        var most = "A: b\r\n".repeat(HeaderBlock.MAX_FIELDS);

        assertThat(read(most + "\r\n")).isInstanceOf(Intact.class);
        assertThat(read(most + "A: b\r\n\r\n")).isEqualTo(Unreadable.TOO_MANY_FIELDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x\r\nBcc: y", "x\nBcc: y", "x\ry", "x\r\n\r\nbody", "x\0", "x\r\n", "ä"})
    void noValueCanBeginAnotherField(String value) {
        assertThatThrownBy(() -> HeaderField.of("Subject", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Bcc");
    }

    @Test
    void valuesAreNotShown() {
        assertThat(block("From: anna@x.org\r\n\r\n").toString()).doesNotContain("anna");
    }
}
