package dev.nightmail.common.security;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller may do.
 *
 * @param names such as {@code jobs:read}, or {@link #ALL}
 */
public record Scopes(Set<String> names) {

    /** Every scope there is, and those of later releases. */
    public static final String ALL = "*";

    /** What endpoints ask for; the names say what is meant and whether it changes anything. */
    public static final Set<String> KNOWN =
            Set.of(
                    "accounts:read",
                    "accounts:write",
                    "ingest:write",
                    "jobs:cancel",
                    "jobs:read",
                    "jobs:run",
                    "keys:write",
                    "mail:read",
                    "mail:send",
                    "mail:write",
                    "settings:write",
                    "system:read");

    public Scopes {
        names = Set.copyOf(names);
    }

    public static Scopes all() {
        return new Scopes(Set.of(ALL));
    }

    /** Repeats count once. */
    public static Scopes of(Collection<String> names) {
        return new Scopes(new TreeSet<>(names));
    }

    public boolean allow(String scope) {
        return names.contains(ALL) || names.contains(scope);
    }

    /** One of the others that these do not allow; empty when they allow them all. */
    public Optional<String> findMissing(Scopes others) {
        return others.sorted().stream().filter(name -> !allow(name)).findFirst();
    }

    /** One of the names that no endpoint asks for. */
    public Optional<String> findUnknown() {
        return sorted().stream()
                .filter(name -> !name.equals(ALL) && !KNOWN.contains(name))
                .findFirst();
    }

    /** In the order in which people look for them. */
    public Set<String> sorted() {
        return new TreeSet<>(names);
    }
}
