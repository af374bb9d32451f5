package dev.nightmail.mail.smtp;

import java.util.Locale;

/** Where an account's mail is handed in, and as whom. */
public record SmtpServer(String host, int port, Tls tls, SmtpLogin login) {

    /** How the connection is protected; there is no third way. */
    public enum Tls {
        /** From the first byte on (RFC 8314). */
        IMPLICIT,
        /** After STARTTLS, which the server must offer (RFC 3207). */
        STARTTLS;

        public static Tls of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
