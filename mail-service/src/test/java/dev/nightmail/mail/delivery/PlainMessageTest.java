package dev.nightmail.mail.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.mail.account.Sender;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M1")
class PlainMessageTest {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Instant DATE = Instant.parse("2026-03-01T05:06:07Z");
    private static final UUID ACCOUNT = UUID.randomUUID();

    @Test
    void headersAreThoseOfRfc5322() {
        var lines = written("Hello", "text").lines().toList();

        assertThat(lines)
                .contains(
                        "Date: Sun, 1 Mar 2026 05:06:07 +0000",
                        "Message-ID: <1@example.org>",
                        "MIME-Version: 1.0",
                        "Subject: Hello",
                        "To: bert@example.org, carl@example.org",
                        "Content-Type: text/plain; charset=UTF-8");
    }

    @Test
    void otherScriptsGoAsSevenBitAndComeBackWhole() throws MessagingException, IOException {
        var subject = "Grüße – 日本語 " + "ä".repeat(200);
        var text = "Schöne Grüße\r\n日本語 €\r\n" + "lang ".repeat(500) + "\r\n";

        var raw = written(subject, text);
        var read = read(raw);

        assertThat(raw.chars()).allMatch(c -> c < 128);
        assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
        assertThat(read.getSubject()).isEqualTo(subject);
        assertThat(read.getContent()).isEqualTo(text);
        assertThat(read.getFrom()[0]).hasToString("=?UTF-8?Q?=C3=84nna?= <anna@example.org>");
    }

    @Test
    void nameOfTheSenderCannotSlipInAHeader() throws MessagingException {
        var names = List.of("Anna\r\nBcc: eve@x.org", "Anna\nBcc: eve@x.org", "Anna\r\n\r\nBcc:");
        for (var name : names) {
            var raw = written(name, "Hello", "text");

            assertThat(raw.lines()).noneMatch(line -> line.startsWith("Bcc"));
            assertThat(read(raw).getHeader("Bcc")).isNull();
            assertThat(read(raw).getFrom()).hasSize(1);
            assertThat(read(raw).getSubject()).isEqualTo("Hello");
        }
        assertThat(read(written("Anna\u0000\u0085\tB.", "x", "y")).getFrom()[0])
                .hasToString("\"Anna B.\" <anna@example.org>");
    }

    @Test
    void everyLineEndsInCrLf() {
        var raw = written("x", "one\ntwo\rthree\r\nfour");

        assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(raw).endsWith("one\r\ntwo\r\nthree\r\nfour");
    }

    @Test
    void lineLongerThanSmtpAllowsIsFolded() {
        var raw = written("x", "a".repeat(5000));

        assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
    }

    private static String written(String subject, String text) {
        return written("Änna", subject, text);
    }

    private static String written(String name, String subject, String text) {
        var email =
                new NewEmail(
                        ACCOUNT, List.of("bert@example.org", "carl@example.org"), subject, text);
        var sender = new Sender(ACCOUNT, "anna@example.org", name);
        var bytes = new PlainMessage("<1@example.org>", sender, email, DATE).toBytes(SESSION);
        return new String(bytes, US_ASCII);
    }

    private static MimeMessage read(String raw) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(US_ASCII)));
    }
}
