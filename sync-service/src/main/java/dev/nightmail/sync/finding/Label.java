package dev.nightmail.sync.finding;

import java.util.List;

/**
 * A label of Gmail's, as messages have it: Gmail's own begin with a backslash.
 *
 * @param spellings each of which is that label
 */
public record Label(List<String> spellings) {

    static final Label INBOX = named("\\Inbox");

    static Label named(String name) {
        return new Label(List.of(name));
    }
}
