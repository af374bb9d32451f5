package dev.nightmail.sync.finding;

import java.util.List;
import java.util.Locale;

/** The name of a flag (RFC 9051, section 2.3.2), for which callers may say {@code seen}. */
public record FlagName(String name) {

    static final FlagName SEEN = new FlagName("\\Seen");
    static final FlagName FLAGGED = new FlagName("\\Flagged");

    private static final List<String> SYSTEM =
            List.of("Seen", "Flagged", "Answered", "Deleted", "Draft");

    /** One that is none of the system's is a keyword. */
    static FlagName of(String asked) {
        var word = asked.startsWith("\\") ? asked.substring(1) : asked;
        return new FlagName(
                SYSTEM.stream()
                        .filter(word::equalsIgnoreCase)
                        .map(system -> "\\" + system)
                        .findFirst()
                        .orElse(asked));
    }

    boolean isSystem() {
        return name.startsWith("\\");
    }

    String folded() {
        return name.toLowerCase(Locale.ROOT);
    }
}
