package dev.nightmail.mail.smtp;

import java.util.regex.Pattern;

/**
 * What a server answered, without its words, which may hold addresses.
 *
 * @param code of three digits (RFC 5321, section 4.2)
 * @param status the enhanced status code (RFC 3463), or empty
 */
public record SmtpReply(int code, String status) {

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

    static SmtpReply of(int code, String words) {
        var status = STATUS.matcher(words);
        return new SmtpReply(code, status.matches() ? status.group(1) : "");
    }

    /** Such as {@code 550 5.1.1}. */
    public String text() {
        return (code + " " + status).strip();
    }
}
