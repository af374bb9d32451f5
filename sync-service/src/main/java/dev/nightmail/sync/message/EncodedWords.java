package dev.nightmail.sync.message;

import java.io.ByteArrayOutputStream;

/**
 * Decodes the encoded-words of a header (RFC 2047), also where they should not stand.
 *
 * <p>The bytes of neighbours with one charset are joined before they are decoded, because many
 * senders split a character between two words against section 5.
 */
final class EncodedWords {

    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String charset = "";
    private boolean afterWord;
    private int at;

    private EncodedWords(String text) {
        this.text = text;
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decode() : text;
    }

    private String decode() {
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            var word = EncodedWord.at(text, start);
            if (word.isPresent()) {
                between(text.substring(at, start));
                take(word.get());
            } else {
                int end = start < 0 ? text.length() : start + 1;
                ordinary(text.substring(at, end));
                at = end;
            }
        }
        flush();
        return decoded.toString();
    }

    /** Blanks between two words are no text (section 6.2). */
    private void between(String gap) {
        if (!afterWord || !gap.isBlank()) {
            ordinary(gap);
        }
    }

    private void ordinary(String plain) {
        flush();
        decoded.append(plain);
        afterWord = false;
    }

    private void take(EncodedWord word) {
        if (!word.charset().equals(charset)) {
            flush();
            charset = word.charset();
        }
        pending.writeBytes(word.bytes());
        at = word.end();
        afterWord = true;
    }

    private void flush() {
        if (pending.size() > 0) {
            decoded.append(DeclaredCharset.decode(pending.toByteArray(), charset));
            pending.reset();
        }
    }
}
