package dev.nightmail.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail is shown, never interpreted. */
@Tag("O4")
class SinkPagesTest {
    private static final SinkMessage HOSTILE =
            new SinkMessage(
                    "0000000001",
                    Instant.EPOCH,
                    "<script>alert(1)</script>@example.org",
                    List.of("a\"b@example.org"),
                    "<1@example.org>",
                    "<img src=x>@body@\tx",
                    10);

    @Test
    void markupInMailIsEscaped() {
        String pages =
                SinkPages.inbox(List.of(HOSTILE)) + SinkPages.message(HOSTILE, "<b>@title@</b>");
        assertThat(pages)
                .doesNotContain("<script", "<img", "<b>")
                .contains("&lt;b&gt;@title@&lt;/b&gt;");
    }

    @Test
    void lineOfTheLogReadsBackAsTheMessage() {
        SinkMessage read = SinkMessage.parse(HOSTILE.line()).orElseThrow();
        assertThat(read.messageId()).isEqualTo(HOSTILE.messageId());
        assertThat(read.to()).isEqualTo(HOSTILE.to());
        assertThat(SinkMessage.parse("cut off\tline")).isEmpty();
    }
}
