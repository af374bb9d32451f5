package dev.nightmail.sync.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a header block that we read, unfolded (RFC 5322, section 2.2).
 *
 * <p>A line that is neither a field nor a continuation is stepped over; so is a NUL. The block ends
 * with its first empty line.
 */
final class HeaderFields {

    private final byte[] block;
    private final Set<String> wanted;
    private final Map<String, List<String>> bodies = new HashMap<>();

    private HeaderFields(byte[] block, Set<String> wanted) {
        this.block = block;
        this.wanted = wanted;
    }

    /**
     * Reads the block up to its first empty line.
     *
     * @param wanted names in lower case
     */
    static HeaderFields read(byte[] block, Set<String> wanted) {
        var fields = new HeaderFields(block, wanted);
        int start = 0;
        while (start < block.length && !fields.isEmptyLine(start)) {
            int end = fields.fieldEnd(start);
            fields.add(start, end);
            start = end;
        }
        return fields;
    }

    /** All bodies of fields with this name, in their order. */
    List<String> all(String name) {
        return bodies.getOrDefault(name, List.of());
    }

    /** The body of the first field with this name; empty if there is none. */
    String first(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    private boolean isEmptyLine(int start) {
        return block[start] == '\n'
                || (block[start] == '\r' && start + 1 < block.length && block[start + 1] == '\n');
    }

    /** Where the first line begins that does not continue the one at {@code start}. */
    private int fieldEnd(int start) {
        int at = start;
        do {
            while (at < block.length && block[at] != '\n') {
                at++;
            }
            at = Math.min(at + 1, block.length);
        } while (at < block.length && (block[at] == ' ' || block[at] == '\t'));
        return at;
    }

    private void add(int start, int end) {
        int colon = start;
        while (colon < end && block[colon] != ':' && block[colon] != '\n') {
            colon++;
        }
        if (colon == end || block[colon] != ':' || colon - start > 60) {
            return;
        }
        var name = new String(block, start, colon - start, ISO_8859_1);
        var key = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.contains(key)) {
            bodies.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(body(colon + 1, end));
        }
    }

    private String body(int start, int end) {
        var unfolded = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            byte b = block[i];
            if (b != '\r' && b != '\n' && b != 0) {
                unfolded[length++] = b;
            }
        }
        return RawText.decode(unfolded, 0, length).strip();
    }
}
