package dev.nightmail.sync.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.sync.message.Participant.Role;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderParserTest {

    private final HeaderParser parser = new HeaderParser();

    @Test
    void everydayHeaderIsRead() {
        var header =
                parse(
                        """
                        Date: Fri, 21 Nov 1997 09:55:06 -0600
                        From: Ada Lind <ada@example.com>
                        To: bob@example.com,
                         "Nowak, Carol" <carol@example.org>
                        Subject: tea
                         and soup
                        Message-ID: <3@example.com>
                        In-Reply-To: <2@example.com>
                        References: <1@example.com>
                        	<2@example.com>

                        Subject: of the body
                        """);

        assertThat(header.subject()).isEqualTo("tea and soup");
        assertThat(header.date()).contains(Instant.parse("1997-11-21T15:55:06Z"));
        assertThat(header.messageId()).contains("3@example.com");
        assertThat(header.inReplyTo()).contains("2@example.com");
        assertThat(header.references()).containsExactly("1@example.com", "2@example.com");
        assertThat(header.participants())
                .containsExactly(
                        new Participant(Role.FROM, 0, "Ada Lind", "ada@example.com"),
                        new Participant(Role.TO, 0, "", "bob@example.com"),
                        new Participant(Role.TO, 1, "Nowak, Carol", "carol@example.org"));
    }

    @Test
    void nothingGivesNothing() {
        var header = parser.parse(new byte[0]);

        assertThat(header.subject()).isEmpty();
        assertThat(header.participants()).isEmpty();
        assertThat(header.date()).isEmpty();
        assertThat(header.messageId()).isEmpty();
        assertThat(header.references()).isEmpty();
    }

    @Test
    void characterSplitBetweenEncodedWordsIsWhole() {
        assertThat(parse("Subject: =?utf-8?B?ww==?=\n =?utf-8?B?vA==?= x\n").subject())
                .isEqualTo("ü x");
    }

    @Test
    void rawSubjectIsUtf8IfItCanBeAndElseWindows1252() {
        assertThat(parser.parse("Subject: früh €\n".getBytes(UTF_8)).subject()).isEqualTo("früh €");
        assertThat(parser.parse("Subject: früh\n".getBytes(ISO_8859_1)).subject())
                .isEqualTo("früh");
    }

    @Test
    void unknownCharsetIsReadLikeRawText() {
        assertThat(parse("Subject: =?x-garden?Q?fr=C3=BCh?=\n").subject()).isEqualTo("früh");
    }

    @Test
    void nulNeverPasses() {
        assertThat(parse("Subject: a\0b =?utf-8?Q?c=00d?=\n").subject()).isEqualTo("ab cd");
    }

    @Test
    void twoHundredReferencesStayAndOfMoreTheRootAndTheNewest() {
        assertThat(parse("References: " + ids(200)).references()).hasSize(200);

        assertThat(parse("References: " + ids(201)).references())
                .hasSize(200)
                .startsWith("0@x", "2@x")
                .endsWith("200@x");
    }

    @Test
    void twentyThousandRecipientsStayAndTheNextOneIsLeftOut() {
        assertThat(parse("To: " + crowd(20_000)).participants()).hasSize(20_000);
        assertThat(parse("To: " + crowd(20_001)).participants()).hasSize(20_000);
    }

    @Test
    void autoSubmittedNoCountsAsAbsent() {
        assertThat(parse("Auto-Submitted: no\n").autoSubmitted()).isEmpty();
        assertThat(parse("Auto-Submitted: Auto-Replied; x=y\n").autoSubmitted())
                .contains("auto-replied");
    }

    @Test
    void listIsKnownByItsIdentifier() {
        assertThat(parse("List-Id: Our <circle> <Circle.lists.example.org>\n").listId())
                .contains("circle.lists.example.org");
    }

    @Test
    void noBytesMakeItThrowOrPassWhatPostgresqlRefuses() {
        var mail = new SampleMail(3);
        var random = new SplittableRandom(9);
        for (int i = 0; i < 2_000; i++) {
            var bytes = mail.message(i);
            for (int hit = random.nextInt(1, 40); hit > 0; hit--) {
                int at = random.nextInt(Math.min(bytes.length, 800));
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : pick(random));
            }
            var text = parser.parse(bytes).toString();
            assertThat(text.indexOf('\0')).isNegative();
            assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
        }
    }

    private static int pick(SplittableRandom random) {
        return "<>\"(),:;=?@\\\r\n\0".charAt(random.nextInt(14));
    }

    private MessageHeader parse(String text) {
        return parser.parse(text.getBytes(UTF_8));
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<" + i + "@x>")
                .collect(Collectors.joining(" "));
    }

    private static String crowd(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "guest" + i + "@example.org")
                .collect(Collectors.joining(",\n "));
    }
}
