package dev.nightmail.sync.thread;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Things that belong together: disjoint sets with path compression. */
final class Groups {

    private final Map<UUID, UUID> parents = new HashMap<>();

    /** Which stands for the thing's group; the same for all in it. */
    UUID of(UUID thing) {
        var at = thing;
        var parent = parents.computeIfAbsent(at, same -> same);
        while (!parent.equals(at)) {
            var above = parents.getOrDefault(parent, parent);
            parents.put(at, above);
            at = parent;
            parent = above;
        }
        return at;
    }

    void join(UUID one, UUID other) {
        parents.put(of(one), of(other));
    }

    void joinAll(Collection<UUID> things) {
        things.stream().findFirst().ifPresent(first -> things.forEach(each -> join(each, first)));
    }

    Set<UUID> all() {
        return Set.copyOf(parents.keySet());
    }
}
