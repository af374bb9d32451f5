package dev.nightmail.sync.message;

/**
 * The one place where text of strangers becomes text that PostgreSQL stores: no NUL, no half of a
 * surrogate pair, not longer than its column.
 */
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /**
     * Removes NULs, replaces lone surrogates and cuts at a code point's border.
     *
     * @param maxChars in UTF-16 units
     */
    public static String of(CharSequence text, int maxChars) {
        if (text.length() <= maxChars && isSafe(text)) {
            return text.toString();
        }
        var safe = new StringBuilder(Math.min(text.length(), maxChars));
        for (int i = 0; i < text.length(); i++) {
            int codePoint = Character.codePointAt(text, i);
            int width = Character.charCount(codePoint);
            if (safe.length() + width > maxChars) {
                break;
            }
            if (width == 2) {
                safe.appendCodePoint(codePoint);
                i++;
            } else if (codePoint != 0) {
                safe.append(
                        Character.isSurrogate((char) codePoint) ? REPLACEMENT : (char) codePoint);
            }
        }
        return safe.toString();
    }

    private static boolean isSafe(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
