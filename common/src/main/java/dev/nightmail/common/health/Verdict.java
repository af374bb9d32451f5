package dev.nightmail.common.health;

import java.util.Collection;
import java.util.Locale;

/** How something is. */
enum Verdict {
    OK,
    WARN,
    FAIL;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of such a text. */
    static Verdict of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Verdict worst(Collection<Verdict> all) {
        return all.stream().max(Verdict::compareTo).orElse(OK);
    }
}
