package dev.nightmail.sync.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * One encoded-word, {@code =?charset?encoding?text?=} (RFC 2047, section 2).
 *
 * @param charset its label in lower case, without the language of RFC 2231, section 5
 * @param bytes decoded from base64 or quoted-printable
 * @param end where the text after it begins
 */
// A record gives byte[] identity equality: words are read once, not compared.
@SuppressWarnings("ArrayRecordComponent")
record EncodedWord(String charset, byte[] bytes, int end) {

    /** Words are 75 characters long; longer ones occur. */
    private static final int MAX_LENGTH = 2_000;

    /** The word that begins at {@code start}, if one does. */
    static Optional<EncodedWord> at(String text, int start) {
        int charsetEnd = start < 0 ? -1 : text.indexOf('?', start + 2);
        int encodingEnd = charsetEnd + 2;
        if (charsetEnd < 0 || encodingEnd >= text.length() || text.charAt(encodingEnd) != '?') {
            return Optional.empty();
        }
        int end = text.indexOf("?=", encodingEnd + 1);
        if (end < 0 || end - start > MAX_LENGTH) {
            return Optional.empty();
        }
        var encoded = text.substring(encodingEnd + 1, end);
        var label = text.substring(start + 2, charsetEnd).toLowerCase(Locale.ROOT);
        int language = label.indexOf('*');
        var charset = language < 0 ? label : label.substring(0, language);
        return switch (text.charAt(charsetEnd + 1)) {
            case 'B', 'b' -> Optional.of(new EncodedWord(charset, base64(encoded), end + 2));
            case 'Q', 'q' -> Optional.of(new EncodedWord(charset, quoted(encoded), end + 2));
            default -> Optional.empty();
        };
    }

    /** Reads what is base64 and steps over the rest; a half group at the end is dropped. */
    private static byte[] base64(String encoded) {
        var clean = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
                clean.append(c);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1);
        }
        return Base64.getDecoder().decode(clean.toString().getBytes(ISO_8859_1));
    }

    private static byte[] quoted(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int hex = c == '=' ? HexPair.at(encoded, i + 1) : -1;
            if (hex >= 0) {
                bytes.write(hex);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(HexPair.bytesOf(c));
            }
        }
        return bytes.toByteArray();
    }
}
