package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** The bytes of one response while they arrive, within a limit that no honest server needs. */
final class AnswerBytes {

    /** A plain SEARCH answer for four million messages fits. */
    private static final int LIMIT = 48 << 20;

    /** As far back as a look at a line goes. */
    private static final int WORDS = 200;

    private static final byte[] EMPTY_STRING = {'"', '"'};

    private byte[] bytes = new byte[256];
    private int length;
    private int lineStart;

    void startLine() {
        lineStart = length;
    }

    void append(byte[] from, int start, int end) throws ImapException {
        int needed = length + end - start;
        reserve(needed);
        System.arraycopy(from, start, bytes, length, end - start);
        length = needed;
    }

    boolean endsLine() {
        return length > lineStart && bytes[length - 1] == '\n';
    }

    /** How many bytes follow the line as a literal, such as {@code {42}}; -1 if none does. */
    long literal() {
        int close = contentEnd() - 1;
        int digit = close - 1;
        if (close < lineStart || bytes[close] != '}') {
            return -1;
        }
        long count = 0;
        long unit = 1;
        while (digit >= lineStart
                && bytes[digit] >= '0'
                && bytes[digit] <= '9'
                && unit < 1L << 40) {
            count += unit * (bytes[digit--] - '0');
            unit *= 10;
        }
        return unit > 1 && digit >= lineStart && bytes[digit] == '{' ? count : -1;
    }

    /** Memory is taken for what comes, not for what is announced. */
    void keepLiteral(long count) throws ImapException {
        check(length + count);
    }

    /** The end of the line so far, up to the literal that it announces. */
    String beforeLiteral() {
        int open = literalStart();
        int from = Math.max(lineStart, open - WORDS);
        return new String(bytes, from, open - from, ISO_8859_1);
    }

    /** The literal that the line announces went elsewhere: an empty string stands in its place. */
    void leaveOutLiteral() throws ImapException {
        length = literalStart();
        append(EMPTY_STRING, 0, EMPTY_STRING.length);
    }

    private int literalStart() {
        int open = contentEnd() - 1;
        while (bytes[open] != '{') {
            open--;
        }
        return open;
    }

    ImapScanner scanner() {
        return new ImapScanner(bytes, contentEnd());
    }

    private int contentEnd() {
        int end = length;
        while (end > lineStart && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private static void check(long needed) throws ImapException {
        if (needed > LIMIT) {
            // The rest stays unread, so no smaller question can be asked on this connection.
            throw new ImapException(ImapException.Kind.TEMPORARY, "answer beyond the limit");
        }
    }

    private void reserve(long needed) throws ImapException {
        check(needed);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, 2L * bytes.length));
        }
    }
}
