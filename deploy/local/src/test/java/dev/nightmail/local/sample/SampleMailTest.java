package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleMailTest {

    private final SampleMail mail = new SampleMail(7);

    @Test
    void sameSeedAndNumberGiveTheSameBytes() {
        var again = new SampleMail(7);

        assertThat(IntStream.range(0, 500))
                .allSatisfy(i -> assertThat(mail.message(i)).isEqualTo(again.message(i)));
    }

    @Test
    void anotherSeedGivesAnotherMessage() {
        assertThat(mail.message(3)).isNotEqualTo(new SampleMail(8).message(3));
    }

    @Test
    void everyLineEndsWithCarriageReturnAndLineFeed() {
        for (int i = 0; i < 1_000; i++) {
            var text = new String(mail.message(i), ISO_8859_1);
            assertThat(text.replace("\r\n", "").contains("\n")).as("message %d", i).isFalse();
        }
    }

    @Test
    void messagesAreSmallInTheMiddleAndFewAreBig() {
        var sizes = IntStream.range(0, 5_000).map(i -> mail.message(i).length).sorted().toArray();

        assertThat(sizes[2_500]).isBetween(1_500, 4_500);
        assertThat(IntStream.of(sizes).average().orElseThrow()).isLessThan(7_500);
        assertThat(sizes[4_999]).isGreaterThan(90_000);
    }

    @Test
    void oneMessageHasTenThousandRecipients() {
        var text = new String(mail.message(777), ISO_8859_1);

        assertThat(text.split("<guest", -1)).hasSize(10_001);
    }
}
