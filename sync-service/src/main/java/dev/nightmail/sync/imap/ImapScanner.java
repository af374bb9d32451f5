package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the values of one response from left to right (RFC 9051, section 9). */
final class ImapScanner {

    /** Lists within lists beyond this are a bomb: a structure of 200 levels is readable. */
    private static final int MAX_DEPTH = 500;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;

    ImapScanner(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    boolean peek(char c) {
        return at < end && bytes[at] == c;
    }

    /** Steps over {@code c} if it comes next. */
    boolean skip(char c) {
        boolean there = peek(c);
        at += there ? 1 : 0;
        return there;
    }

    void expect(char c) throws ImapException {
        if (!skip(c)) {
            throw unreadable();
        }
    }

    void skipSpaces() {
        while (skip(' ')) {}
    }

    /** Everything that is left. */
    String rest() {
        var rest = new String(bytes, at, Math.max(0, end - at), ISO_8859_1);
        at = end;
        return rest;
    }

    /** Characters up to a space or parenthesis; brackets keep what is in them together. */
    String atom() throws ImapException {
        int start = at;
        boolean inBrackets = false;
        while (at < end && (inBrackets || !endsAtom(bytes[at]))) {
            inBrackets = bytes[at] == '[' || (inBrackets && bytes[at] != ']');
            at++;
        }
        if (at == start) {
            throw unreadable();
        }
        return new String(bytes, start, at - start, ISO_8859_1);
    }

    /** Any value; spaces before it are stepped over. */
    ImapValue value() throws ImapException {
        skipSpaces();
        if (peek('(')) {
            return list();
        }
        if (peek('"')) {
            return quoted();
        }
        if (peek('{')) {
            return literal();
        }
        var atom = atom();
        return "NIL".equalsIgnoreCase(atom) ? new ImapValue.Nil() : new ImapValue.Atom(atom);
    }

    static long number(String digits) throws ImapException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notDigits) {
            throw unreadable();
        }
    }

    static ImapException unreadable() {
        return new ImapException(ImapException.Kind.PROTOCOL, "unreadable answer");
    }

    private static boolean endsAtom(byte b) {
        return b == ' ' || b == '(' || b == ')' || b == '"';
    }

    private ImapValue list() throws ImapException {
        List<ImapValue> values = new ArrayList<>();
        if (++depth > MAX_DEPTH) {
            throw unreadable();
        }
        expect('(');
        skipSpaces();
        while (!skip(')')) {
            values.add(value());
            skipSpaces();
        }
        depth--;
        return new ImapValue.Items(values);
    }

    private ImapValue quoted() throws ImapException {
        expect('"');
        var text = new StringBuilder();
        while (!skip('"')) {
            skip('\\');
            if (at >= end) {
                throw unreadable();
            }
            text.append((char) (bytes[at++] & 0xFF));
        }
        return new ImapValue.Text(text.toString());
    }

    private ImapValue literal() throws ImapException {
        expect('{');
        int start = at;
        while (at < end && bytes[at] != '}') {
            at++;
        }
        long length = number(new String(bytes, start, at - start, ISO_8859_1));
        expect('}');
        skip('\r');
        expect('\n');
        if (length < 0 || length > end - at) {
            throw unreadable();
        }
        int from = at;
        at += (int) length;
        return new ImapValue.Literal(Arrays.copyOfRange(bytes, from, at));
    }
}
