package dev.nightmail.mail.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * One field of a header block as it stands there, folds included (RFC 5322, section 2.2). No text
 * that would begin another field or the body can be one.
 *
 * @param text without the line end at its end; one character for each octet
 */
record HeaderField(String text) {

    /** The name, spaces before the colon (RFC 5322, section 4.5), and lines that go on indented. */
    private static final Pattern FIELD =
            Pattern.compile(
                    "[!-9;-~]++[ \\t]*+:[^\\r\\n\\u0000]*+(?:\\r\\n[ \\t][^\\r\\n\\u0000]*+)*+");

    private static final Pattern FOLD = Pattern.compile("\\r\\n");

    HeaderField {
        if (!FIELD.matcher(text).matches() || text.chars().anyMatch(c -> c > 0xFF)) {
            throw new IllegalArgumentException("Not a header field");
        }
    }

    /**
     * A field of ours.
     *
     * @param value may be folded
     * @throws IllegalArgumentException when the value would end the field, or is not ASCII
     */
    static HeaderField of(String name, String value) {
        if (value.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalArgumentException("Not ASCII");
        }
        return new HeaderField(name + ": " + value);
    }

    static boolean isField(String text) {
        return FIELD.matcher(text).matches();
    }

    String name() {
        return text.substring(0, text.indexOf(':')).strip();
    }

    boolean isNamed(String name) {
        return name().equalsIgnoreCase(name);
    }

    /** The same value under another name. */
    HeaderField renamed(String name) {
        return new HeaderField(name + text.substring(text.indexOf(':')));
    }

    /** On one line, one character for each octet. */
    String value() {
        return FOLD.matcher(text.substring(text.indexOf(':') + 1)).replaceAll("");
    }

    /** On one line, as UTF-8 (RFC 6532) where it is that, else as Latin-1; words not decoded. */
    String readableValue() {
        var octets = ByteBuffer.wrap(value().getBytes(ISO_8859_1));
        try {
            return UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            return value();
        }
    }

    /** Shows nothing of its value, for it may end in a log. */
    @Override
    public String toString() {
        return "HeaderField[" + name() + "]";
    }
}
