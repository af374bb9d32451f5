package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.StringJoiner;

/** Header text in encoded-words (RFC 2047), well made and badly made. */
final class Words {

    private Words() {}

    /** Words of whole characters in base64. */
    static String b(String text, Charset charset) {
        return b(text, charset, charset.name());
    }

    static String b(String text, Charset charset, String label) {
        var words = new StringJoiner("\r\n ");
        for (int i = 0; i < text.length(); i += 10) {
            var piece = text.substring(i, Math.min(text.length(), i + 10));
            words.add(word(label, 'B', base64(piece.getBytes(charset))));
        }
        return words.toString();
    }

    /** Words of whole characters, quoted. */
    static String q(String text, Charset charset) {
        var words = new StringJoiner("\r\n ");
        for (int i = 0; i < text.length(); i += 8) {
            var piece = text.substring(i, Math.min(text.length(), i + 8));
            words.add(word(charset.name(), 'Q', quoted(piece.getBytes(charset))));
        }
        return words.toString();
    }

    /** Words cut by bytes, through the middle of characters, against RFC 2047, section 5. */
    static String split(String text, Charset charset) {
        var bytes = text.getBytes(charset);
        var words = new StringJoiner(" ");
        for (int i = 0; i < bytes.length; i += 7) {
            var piece = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 7));
            words.add(word(charset.name(), 'B', base64(piece)));
        }
        return words.toString();
    }

    /** The bytes of the text without any encoding. */
    static String raw(String text, Charset charset) {
        return new String(text.getBytes(charset), ISO_8859_1);
    }

    /** Percent-encoded as in RFC 2231, section 4. */
    static String percent(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            encoded.append(
                    Character.isLetterOrDigit(b) ? "" + (char) b : "%%%02X".formatted(b & 0xFF));
        }
        return encoded.toString();
    }

    private static String word(String charset, char encoding, String text) {
        return "=?" + charset + "?" + encoding + "?" + text + "?=";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String quoted(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > 0 && Character.isLetterOrDigit(b);
            text.append(b == ' ' ? "_" : plain ? "" + (char) b : "=%02X".formatted(b & 0xFF));
        }
        return text.toString();
    }
}
