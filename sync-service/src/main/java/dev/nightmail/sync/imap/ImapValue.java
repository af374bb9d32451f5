package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/** A value in a response (RFC 9051, section 4). */
sealed interface ImapValue {

    /** Stands where the server has nothing to say. */
    record Nil() implements ImapValue {}

    /** A word, a flag or a number. */
    record Atom(String text) implements ImapValue {}

    /** A quoted string or a literal, one character for each byte. */
    record Text(String bytes) implements ImapValue {}

    /** A literal of raw bytes, such as a header block. */
    // A record gives byte[] identity equality: values are read, not compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Literal(byte[] bytes) implements ImapValue {}

    /** Values in parentheses. */
    record Items(List<ImapValue> values) implements ImapValue {}

    /** The text of an atom, string or literal. */
    default Optional<String> string() {
        return switch (this) {
            case Atom(var text) -> Optional.of(text);
            case Text(var bytes) -> Optional.of(bytes);
            case Literal(var bytes) -> Optional.of(new String(bytes, ISO_8859_1));
            case Nil() -> Optional.empty();
            case Items(_) -> Optional.empty();
        };
    }

    /** The values of a list; none of anything else. */
    default List<ImapValue> items() {
        return this instanceof Items(var values) ? values : List.of();
    }
}
