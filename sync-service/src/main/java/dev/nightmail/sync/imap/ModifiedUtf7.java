package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Base64;

/**
 * The spelling of mailbox names on the wire: printable US-ASCII as itself, all else as {@code &},
 * base64 of UTF-16BE with a comma for the slash, {@code -} (RFC 3501, section 5.1.3).
 */
final class ModifiedUtf7 {

    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private ModifiedUtf7() {}

    static String encode(String text) {
        var wire = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && !isPlain(text.charAt(end))) {
                end++;
            }
            if (end > i) {
                wire.append(shifted(text.substring(i, end)));
                i = end;
            } else {
                wire.append(text.charAt(i) == '&' ? "&-" : text.substring(i, i + 1));
                i++;
            }
        }
        return wire.toString();
    }

    /** Keeps what is no modified UTF-7 as it stands. */
    static String decode(String wire) {
        var text = new StringBuilder(wire.length());
        int i = 0;
        while (i < wire.length()) {
            int end = wire.charAt(i) == '&' ? wire.indexOf('-', i) : -1;
            if (end < 0) {
                text.append(wire.charAt(i++));
            } else {
                text.append(end == i + 1 ? "&" : unshifted(wire.substring(i, end + 1)));
                i = end + 1;
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String shifted(String text) {
        var base64 = BASE64.encodeToString(text.getBytes(UTF_16BE));
        return '&' + base64.replace('/', ',') + '-';
    }

    private static String unshifted(String sequence) {
        var base64 = sequence.substring(1, sequence.length() - 1).replace(',', '/');
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length % 2 == 0 ? new String(bytes, UTF_16BE) : sequence;
        } catch (IllegalArgumentException notBase64) {
            return sequence;
        }
    }
}
