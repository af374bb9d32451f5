package dev.nightmail.mail.smtp;

/** As whom we speak to a server. */
public record SmtpLogin(String username, String secret) {

    /** Shows neither, for it may end in a log. */
    @Override
    public String toString() {
        return "SmtpLogin[…]";
    }
}
