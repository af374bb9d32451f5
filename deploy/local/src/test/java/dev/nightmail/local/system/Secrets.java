package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What was told to services, and may stand in no answer and no log. */
record Secrets(Set<String> all) {

    static Secrets none() {
        return new Secrets(ConcurrentHashMap.newKeySet());
    }

    /** The same, noted. */
    String note(String secret) {
        all.add(secret);
        return secret;
    }

    /** A fresh one. */
    String make() {
        return note("secret-" + UUID.randomUUID());
    }

    /** The secret itself is not repeated. */
    void assertAbsent(String text, String where) {
        assertThat(all.stream().filter(text::contains).map(secret -> secret.substring(0, 10)))
                .as("secrets in " + where)
                .isEmpty();
    }
}
