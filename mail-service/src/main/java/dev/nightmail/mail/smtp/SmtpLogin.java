package dev.nightmail.mail.smtp;

/**
 * As whom we speak to a server.
 *
 * @param secret a password, or a token of the account's issuer
 */
public record SmtpLogin(String username, String secret, Proof proof) {

    /** What the secret is. */
    public enum Proof {
        PASSWORD,
        /** For SASL XOAUTH2. */
        TOKEN,
        /** The issuer has given none that is valid now; it may be there later. */
        NONE
    }

    /** With a password. */
    public SmtpLogin(String username, String secret) {
        this(username, secret, Proof.PASSWORD);
    }

    /** Shows neither, for it may end in a log. */
    @Override
    public String toString() {
        return "SmtpLogin[…]";
    }
}
