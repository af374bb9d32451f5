package dev.nightmail.mail.delivery;

import dev.nightmail.mail.account.Sender;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message of text only, before it is written down.
 *
 * @param messageId with angle brackets
 */
record PlainMessage(String messageId, Sender from, NewEmail content, Instant date) {

    /** RFC 5322, section 3.3; the formatter of RFC 1123 writes the obsolete GMT. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** Other scripts have line ends of their own, and control characters beyond ASCII. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\\p{Cc}\u2028\u2029]+");

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /**
     * As in RFC 5322 and RFC 2045: lines of 7-bit text that end in CRLF, none too long.
     *
     * @param session any; making one reads files, so it serves many messages
     */
    byte[] toBytes(Session session) {
        try {
            var mime = new FixedIdMessage(session, messageId);
            mime.setFrom(new InternetAddress(from.address(), onOneLine(from.name()), UTF_8));
            for (var address : content.to()) {
                mime.addRecipient(RecipientType.TO, new InternetAddress(address, true));
            }
            mime.setSubject(content.subject(), UTF_8);
            mime.setHeader("Date", DATE.format(date));
            mime.setText(content.text().replaceAll("\\r\\n|\\r|\\n", "\r\n"), UTF_8);
            mime.saveChanges();
            var bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A message cannot be written", e);
        }
    }

    /** What ends a line would begin another header; nothing else of the name is lost. */
    private static String onOneLine(String name) {
        return LINE_ENDS.matcher(name).replaceAll(" ").strip();
    }

    /** Shows nothing of the message, for it may end in a log. */
    @Override
    public String toString() {
        return "PlainMessage[" + messageId + "]";
    }

    /** angus makes an id of its own unless it is told. */
    private static final class FixedIdMessage extends MimeMessage {

        private final String id;

        FixedIdMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
