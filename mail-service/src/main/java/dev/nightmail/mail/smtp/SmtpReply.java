package dev.nightmail.mail.smtp;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param code of three digits (RFC 5321, section 4.2)
 * @param status the enhanced status code (RFC 3463), or empty
 * @param lines its text, without the code; may hold addresses
 */
public record SmtpReply(int code, String status, List<String> lines) {

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

    private static final int LONGEST = 500;

    public SmtpReply {
        lines = List.copyOf(lines);
    }

    public SmtpReply(int code, String status) {
        this(code, status, List.of(status));
    }

    static SmtpReply of(int code, List<String> lines) {
        var status = STATUS.matcher(lines.getLast());
        return new SmtpReply(code, status.matches() ? status.group(1) : "", lines);
    }

    /** All on one line without control characters, at most 500 characters. */
    public String words() {
        var words = String.join(" ", lines).replaceAll("\\p{Cntrl}", " ").strip();
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    /** Such as {@code 550 5.1.1}. */
    public String text() {
        return (code + " " + status).strip();
    }

    /** Shows no words, for it may end in a log. */
    @Override
    public String toString() {
        return "SmtpReply[" + text() + "]";
    }
}
