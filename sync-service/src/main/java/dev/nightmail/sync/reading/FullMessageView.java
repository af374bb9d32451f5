package dev.nightmail.sync.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that is stored of a message but its body.
 *
 * @param inReplyTo with angle brackets, as the references (RFC 5322, section 3.6.4)
 * @param references oldest first; of very many the first and the newest
 * @param participants as the header names them (RFC 5322, sections 3.6.2 and 3.6.3)
 * @param attachments by the server's structure of the message
 * @param structureReadable whether that could be read; if not, attachments are unknown
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FullMessageView(
        UUID accountId,
        @JsonUnwrapped MessageView message,
        Optional<String> inReplyTo,
        List<String> references,
        Optional<String> listId,
        Optional<String> autoSubmitted,
        Participants participants,
        List<Attachment> attachments,
        boolean structureReadable,
        Body body) {

    /** The same with these. */
    FullMessageView with(Participants people, List<Attachment> attached, Body found) {
        return new FullMessageView(
                accountId,
                message,
                inReplyTo,
                references,
                listId,
                autoSubmitted,
                people,
                attached,
                structureReadable,
                found);
    }

    /** People by their role. */
    @RegisterForReflection
    record Participants(
            List<Person> from,
            List<Person> sender,
            List<Person> replyTo,
            List<Person> to,
            List<Person> cc,
            List<Person> bcc) {

        static final Participants NONE =
                new Participants(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** One of them; either may be empty. */
    @RegisterForReflection
    record Person(String name, String address) {}

    /**
     * What is known of an attachment before the body is fetched.
     *
     * @param part its number in the message (RFC 9051, section 6.4.5.1)
     * @param size in bytes as transferred
     */
    @RegisterForReflection
    record Attachment(
            String part,
            String name,
            String type,
            long size,
            String disposition,
            String contentId) {}

    /**
     * How it stands with the body.
     *
     * @param state none, asked, stored or failed; {@code GET …/body} says the same
     * @param cachedAt since when it is stored
     * @param reason why the last fetch failed; of one that is stored, that to fetch it anew
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Body(String state, Optional<Instant> cachedAt, Optional<String> reason) {

        static final Body NONE = new Body("none", Optional.empty(), Optional.empty());
    }
}
