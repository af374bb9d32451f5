package dev.nightmail.mail.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.mail.forward.HeaderReading.Intact;
import dev.nightmail.mail.forward.HeaderReading.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The fields of a message, in their order. */
record HeaderBlock(List<HeaderField> fields) {

    static final int MAX_OCTETS = 256 * 1024;

    static final int MAX_FIELDS = 1000;

    HeaderBlock {
        fields = List.copyOf(fields);
    }

    /**
     * Reads up to the body. Lines that end in LF alone are read as lines.
     *
     * @param message buffered; stands at the first octet of the body afterwards
     */
    static HeaderReading read(InputStream message) throws IOException {
        return new Reader(message).read();
    }

    List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).toList();
    }

    Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    HeaderBlock without(Set<String> names) {
        var dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        dropped.addAll(names);
        return new HeaderBlock(
                fields.stream().filter(field -> !dropped.contains(field.name())).toList());
    }

    HeaderBlock below(List<HeaderField> above) {
        return new HeaderBlock(Stream.concat(above.stream(), fields.stream()).toList());
    }

    /** Each line ends in CRLF, and so does the empty one before the body. */
    byte[] toBytes() {
        var text = new StringBuilder();
        fields.forEach(field -> text.append(field.text()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** Goes once through a block. */
    private static final class Reader {

        private static final int END = -1;

        private final InputStream in;
        private final List<HeaderField> fields = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();
        private final StringBuilder field = new StringBuilder();
        private int octets;
        private int last;

        Reader(InputStream in) {
            this.in = in;
        }

        HeaderReading read() throws IOException {
            do {
                var fault = readLine().or(this::takeLine);
                if (fault.isPresent()) {
                    return fault.get();
                }
            } while (!line.isEmpty());
            return new Intact(new HeaderBlock(fields));
        }

        private Optional<Unreadable> readLine() throws IOException {
            line.setLength(0);
            for (last = in.read(); last != '\n' && last != END; last = in.read()) {
                if (++octets > MAX_OCTETS) {
                    return Optional.of(Unreadable.TOO_LARGE);
                }
                line.append((char) last);
            }
            int length = line.length();
            if (last == '\n' && length > 0 && line.charAt(length - 1) == '\r') {
                line.setLength(length - 1);
            }
            return line.indexOf("\r") < 0 && line.indexOf("\0") < 0
                    ? Optional.empty()
                    : Optional.of(Unreadable.STRAY_CONTROL);
        }

        private Optional<Unreadable> takeLine() {
            boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (goesOn) {
                field.append("\r\n").append(line);
                return Optional.empty();
            }
            var fault = field.isEmpty() ? Optional.<Unreadable>empty() : takeField();
            field.setLength(0);
            field.append(line);
            return fault;
        }

        private Optional<Unreadable> takeField() {
            var text = field.toString();
            if (!HeaderField.isField(text)) {
                return Optional.of(Unreadable.NOT_A_FIELD);
            }
            if (fields.size() == MAX_FIELDS) {
                return Optional.of(Unreadable.TOO_MANY_FIELDS);
            }
            fields.add(new HeaderField(text));
            return Optional.empty();
        }
    }
}
