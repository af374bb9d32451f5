package dev.nightmail.mail.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Header fields (RFC 5322, section 2.2) in their order: of a message, or of a group in a report.
 */
public final class Fields {

    static final int MOST_FIELDS = 500;
    static final int MOST_GROUPS = 1001;
    static final int MOST_OF_A_VALUE = 2000;

    private final List<Field> all;

    /** With its name in lower case, and unfolded. */
    private record Field(String name, String value) {}

    private Fields(List<Field> all) {
        this.all = List.copyOf(all);
    }

    static Fields none() {
        return new Fields(List.of());
    }

    /** Up to the first empty line. */
    static Fields ofHeader(byte[] bytes) {
        return listGroups(bytes, 1).stream().findFirst().orElseGet(Fields::none);
    }

    /** Groups that empty lines part, as far as they are counted; empty ones are none. */
    static List<Fields> listGroups(byte[] bytes) {
        return listGroups(bytes, MOST_GROUPS);
    }

    private static List<Fields> listGroups(byte[] bytes, int most) {
        var groups = new ArrayList<Fields>();
        var group = new ArrayList<Field>();
        for (var lines = new String(bytes, UTF_8).lines().iterator();
                lines.hasNext() && groups.size() < most; ) {
            var line = lines.next();
            if (!line.isBlank()) {
                add(group, line);
            } else if (!group.isEmpty()) {
                groups.add(new Fields(group));
                group.clear();
            }
        }
        if (!group.isEmpty() && groups.size() < most) {
            groups.add(new Fields(group));
        }
        return groups;
    }

    private static void add(List<Field> group, String line) {
        int colon = line.indexOf(':');
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (folded && !group.isEmpty()) {
            var last = group.removeLast();
            group.add(new Field(last.name(), bounded(last.value() + " " + line.strip())));
        } else if (!folded && colon > 0 && group.size() < MOST_FIELDS) {
            var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            group.add(new Field(name, bounded(line.substring(colon + 1).strip())));
        }
    }

    private static String bounded(String value) {
        return value.substring(0, Math.min(value.length(), MOST_OF_A_VALUE));
    }

    /** The first one of that name that says something. */
    public Optional<String> find(String name) {
        return list(name).stream().findFirst();
    }

    public List<String> list(String name) {
        return all.stream()
                .filter(field -> field.name().equals(name.toLowerCase(Locale.ROOT)))
                .map(Field::value)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** Such as {@code auto-replied} of {@code auto-replied; owner-email="…"}, or empty. */
    String word(String name) {
        return find(name).orElse("").split("[\\s;(]", 2)[0].toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Parts where a field comes again that a group has once. */
    List<Fields> splitAt(String name) {
        var groups = new ArrayList<Fields>();
        var group = new ArrayList<Field>();
        boolean seen = false;
        for (var field : all) {
            boolean again = field.name().equals(name);
            if (again && seen) {
                groups.add(new Fields(group));
                group.clear();
            }
            seen |= again;
            group.add(field);
        }
        groups.add(new Fields(group));
        return groups;
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "Fields[" + all.size() + "]";
    }
}
