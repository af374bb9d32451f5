package dev.nightmail.sync.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API shows of a contact.
 *
 * @param address in lower case
 * @param name the one last given; empty when there was none
 * @param sentTo messages of the account to it
 * @param receivedFrom messages from it
 * @param firstSeenAt when the first of these came, as far as they were synced
 */
@RegisterForReflection
record ContactView(
        String address,
        String name,
        long sentTo,
        long receivedFrom,
        Instant firstSeenAt,
        Instant lastSeenAt) {

    /**
     * Some contacts, in the order of their addresses.
     *
     * @param next to ask for what follows; absent at the end, and there only: a page of a search
     *     may be short, or empty, and yet have one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<ContactView> items, Optional<String> next) {}
}
