package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Spells arguments of commands, one character for each byte. */
final class ImapString {

    private ImapString() {}

    /**
     * A quoted string (RFC 9051, section 4.3).
     *
     * @throws IllegalArgumentException when the text has control characters: a line end would start
     *     another command
     */
    static String quoted(String bytes) {
        if (hasControl(bytes)) {
            throw new IllegalArgumentException("control character in an argument");
        }
        return '"' + bytes.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String utf8Bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Undoes {@link #utf8Bytes}; bytes that are no UTF-8 stay as they are. */
    static String utf8Text(String bytes) {
        var text = new String(bytes.getBytes(ISO_8859_1), UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : bytes;
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    }
}
