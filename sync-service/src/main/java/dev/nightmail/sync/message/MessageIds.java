package dev.nightmail.sync.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads message ids without their angle brackets (RFC 5322, section 3.6.4). */
final class MessageIds {

    static final int MAX_LENGTH = 998;

    private MessageIds() {}

    /** The first id; without brackets, the whole text if it is one word. */
    static Optional<String> first(String field) {
        var ids = list(field);
        if (!ids.isEmpty()) {
            return Optional.of(ids.getFirst());
        }
        var bare = safe(field.replace("<", "").replace(">", ""));
        boolean word = !bare.isEmpty() && bare.chars().noneMatch(Character::isWhitespace);
        return word ? Optional.of(bare) : Optional.empty();
    }

    /** All ids in brackets, in their order. */
    static List<String> list(String field) {
        List<String> ids = new ArrayList<>();
        int open = field.indexOf('<');
        while (open >= 0) {
            int close = field.indexOf('>', open);
            var id = close < 0 ? "" : safe(field.substring(open + 1, close));
            if (!id.isEmpty()) {
                ids.add(id);
            }
            open = close < 0 ? -1 : field.indexOf('<', close);
        }
        return ids;
    }

    /** Keeps the root of the thread and the newest of the rest, which tell where it belongs. */
    static List<String> atMost(int limit, List<String> ids) {
        if (ids.size() <= limit) {
            return List.copyOf(ids);
        }
        List<String> kept = new ArrayList<>(limit);
        kept.add(ids.getFirst());
        kept.addAll(ids.subList(ids.size() - limit + 1, ids.size()));
        return List.copyOf(kept);
    }

    private static String safe(String id) {
        return SafeText.of(id.strip(), MAX_LENGTH);
    }
}
