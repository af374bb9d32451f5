package dev.nightmail.mail.bounce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.mail.bounce.Notice.DeliveryReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("M7")
@Timeout(20)
class HostileNoticeTest {

    private static final class Endless extends InputStream {
        private long given;

        @Override
        public int read() {
            given++;
            return given % 70 == 0 ? '\n' : '@';
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                bytes[i] = (byte) read();
            }
            return length;
        }
    }

    private static final String REPORT =
            """
            Return-Path: <>
            From: MAILER-DAEMON@example.test
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            """;

    @Test
    void recipientsAreCounted() throws IOException {
        var report = (DeliveryReport) read(REPORT + group("x").repeat(5000) + "--b--\n");

        assertThat(report.recipients()).hasSizeBetween(100, Fields.MOST_GROUPS);
    }

    @Test
    void recipientsWithoutLinesBetweenThemAreCounted() throws IOException {
        var report = (DeliveryReport) read(REPORT + group("x").strip().concat("\n").repeat(5000));

        assertThat(report.recipients()).hasSizeBetween(100, Fields.MOST_FIELDS);
    }

    @Test
    void diagnosticIsBounded() throws IOException {
        var group = group("5.1.1 " + "word ".repeat(200_000));
        var recipient = ((DeliveryReport) read(REPORT + group)).recipients().getFirst();

        assertThat(recipient.diagnostic()).hasSize(RecipientReport.MOST_OF_A_DIAGNOSTIC);
        assertThat(recipient.verdict().isDeadAddress()).isTrue();
    }

    @Test
    void foldedFieldOfManyLinesIsBounded() throws IOException {
        var group = group("5.1.1 x\n" + " more\n".repeat(40_000)).strip();
        var recipient = ((DeliveryReport) read(REPORT + group)).recipients().getFirst();

        assertThat(recipient.diagnostic()).hasSizeLessThan(Fields.MOST_OF_A_VALUE);
    }

    @Test
    void levelsAreCounted() throws IOException {
        var deep = new StringBuilder("From: a@example.test\n");
        for (int i = 0; i < 5000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i);
            deep.append("\n\n--b").append(i).append('\n');
        }

        assertThat(read(deep.toString())).isInstanceOf(Notice.NotAutomatic.class);
    }

    @Test
    void partsAreCounted() throws IOException {
        var many = REPORT.replace("message/delivery-status", "text/plain") + "x\n";
        var part = "--b\nContent-Type: text/plain\n\nx\n";

        assertThat(read(many + part.repeat(60_000) + "--b--\n"))
                .isNotInstanceOf(DeliveryReport.class);
    }

    @Test
    void whatNeverEndsIsReadToItsBoundOnly() throws IOException {
        var endless = new Endless();

        assertThat(NoticeReader.read(endless)).isInstanceOf(Notice.NotAutomatic.class);
        assertThat(endless.given).isLessThanOrEqualTo(NoticeReader.MOST_BYTES);
    }

    @Test
    void linesThatNearlyMatchTakeNoTime() throws IOException {
        var head = "Return-Path: <>\nFrom: MAILER-DAEMON@x.test\nSubject: x\n\n";
        var opening = "Hi. This is the qmail-send program.\n";
        for (var line :
                new String[] {
                    "a".repeat(990), "@".repeat(990), "<".repeat(990), "a@".repeat(490)
                }) {
            var message = head + opening + (line + "\n").repeat(2000);

            assertThat(read(message)).isNotInstanceOf(DeliveryReport.class);
        }
    }

    @Test
    void tagsThatNeverEndTakeNoTime() throws IOException {
        var head = "Return-Path: <>\nFrom: MAILER-DAEMON@x.test\nContent-Type: text/html\n\n";

        assertThat(read(head + "<p".repeat(100_000) + "<a ".repeat(60_000))).isNotNull();
    }

    @Test
    void unknownCharsetIsNoObstacle() throws IOException {
        var head = "Return-Path: <>\nFrom: MAILER-DAEMON@x.test\n";
        for (var charset : new String[] {"x-nothing", "", "\"?!\""}) {
            var message =
                    head
                            + "Content-Type: text/plain; charset="
                            + charset
                            + "\n\nHi. This is the qmail-send program.\n\n<b@x.test>:\nunknown\n";

            assertThat(read(message)).as(charset).isInstanceOf(DeliveryReport.class);
        }
    }

    @Test
    void noiseIsReadWithoutComplaint() throws IOException {
        var random = new Random(7);
        var whole = (REPORT + group("550 5.1.1 x") + "--b--\n").getBytes(UTF_8);
        for (int i = 0; i < 3000; i++) {
            var bytes = whole.clone();
            for (int j = 0; j < 12; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            assertThat(NoticeReader.read(new ByteArrayInputStream(bytes))).isNotNull();
        }
        assertThat(read("")).isInstanceOf(Notice.NotAutomatic.class);
        assertThat(read("\n\n\n")).isInstanceOf(Notice.NotAutomatic.class);
    }

    private static String group(String diagnostic) {
        return "Final-Recipient: rfc822; bert@example.test\nAction: failed\nStatus: 5.1.1\n"
                + "Diagnostic-Code: smtp; "
                + diagnostic
                + "\n\n";
    }

    private static Notice read(String message) throws IOException {
        return NoticeReader.read(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
    }
}
